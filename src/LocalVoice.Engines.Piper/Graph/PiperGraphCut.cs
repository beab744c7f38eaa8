using LocalVoice.Onnx.OnnxFormat;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// A Piper model as several graphs: the encoder computes the sentence, the flow its latents, the decoder their samples; flow
/// and decoder of any range of frames. The decoder's boundary consists of the tensors read by nodes under <c>/dec/</c>,
/// computed by other nodes and dependent on the input; the flow's is <see cref="FlowBoundary"/>.
/// </summary>
/// <param name="Encoder">The model's inputs → what the others read, and <paramref name="Durations"/> if present.</param>
/// <param name="Flow"><paramref name="FlowInputs"/> → a part of <paramref name="Boundary"/>; null: it belongs to the encoder.</param>
/// <param name="Decoder"><paramref name="Boundary"/> → the model's output.</param>
/// <param name="FlowInputs">The flow's boundary; empty without <paramref name="Flow"/>.</param>
/// <param name="Boundary">The decoder's boundary.</param>
/// <param name="Durations">
/// The output of the only <c>Ceil</c> node: frames per phoneme id [1,1,T]; null when there is no such node.
/// </param>
internal sealed record PiperGraphCut(
    byte[] Encoder,
    byte[]? Flow,
    byte[] Decoder,
    IReadOnlyList<string> FlowInputs,
    IReadOnlyList<string> Boundary,
    string? Durations
)
{
    private const string DecoderPrefix = "/dec/";

    /// <summary>The ways to cut a model, the one of earliest audio first; none when it has no such boundary.</summary>
    public static IEnumerable<PiperGraphCut> Of(OnnxModelFile model)
    {
        var parts = new GraphParts(model);
        if (DecoderBoundary(model, parts) is not { } boundary)
        {
            yield break;
        }

        var durations = DurationsOf(model);
        if (FlowBoundary.Of(model, parts, boundary, durations) is { } flow)
        {
            yield return new PiperGraphCut(
                EncoderOf(model, parts, flow.Inputs.Union(boundary.Except(flow.Outputs)), durations),
                Part(parts, flow.Inputs, [.. flow.Outputs.Select(OnnxModelWriter.FloatValue)]),
                Part(parts, boundary, model.Outputs),
                flow.Inputs,
                boundary,
                durations
            );
        }

        yield return new PiperGraphCut(
            EncoderOf(model, parts, boundary, durations),
            null,
            Part(parts, boundary, model.Outputs),
            [],
            boundary,
            durations
        );
    }

    /// <summary>Null when there is none, or the output needs the input otherwise.</summary>
    private static string[]? DecoderBoundary(OnnxModelFile model, GraphParts parts)
    {
        string[] boundary =
        [
            .. model
                .Nodes.Where(IsDecoder)
                .SelectMany(node => node.Inputs)
                .Except(model.Nodes.Where(IsDecoder).SelectMany(node => node.Outputs))
                .Where(parts.Dependent.Contains),
        ];
        if (boundary.Length == 0 || model.Outputs.Count != 1)
        {
            return null;
        }

        var read = parts.Between(boundary, [model.Outputs[0].Name]).SelectMany(node => node.Inputs);
        return read.Intersect(model.Inputs.Select(input => input.Name)).Any() ? null : boundary;
    }

    private static byte[] EncoderOf(OnnxModelFile model, GraphParts parts, IEnumerable<string> boundary, string? durations)
    {
        string[] results = [.. boundary.Union(durations is null ? [] : [durations])];
        return parts.Write(parts.Between([], results), model.Inputs, results.Select(OnnxModelWriter.FloatValue));
    }

    private static byte[] Part(GraphParts parts, IReadOnlyList<string> boundary, IReadOnlyList<OnnxNamed> outputs) =>
        parts.Write(parts.Between(boundary, outputs.Select(output => output.Name)), boundary.Select(OnnxModelWriter.FloatValue), outputs);

    private static bool IsDecoder(OnnxNode node) => node.Name.StartsWith(DecoderPrefix, StringComparison.Ordinal);

    private static string? DurationsOf(OnnxModelFile model)
    {
        var nodes = model.Nodes.Where(node => node.OpType == "Ceil" && !IsDecoder(node)).ToArray();
        return nodes.Length == 1 ? nodes[0].Outputs[0] : null;
    }
}
