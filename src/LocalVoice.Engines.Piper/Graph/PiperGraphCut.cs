using LocalVoice.Onnx.OnnxFormat;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// A Piper model in two: the encoder draws the sentence, the decoder turns its frames into samples and can do so piece by
/// piece. The boundary are the tensors that nodes under <c>/dec/</c> read, that others make, and that depend on the input.
/// </summary>
/// <param name="Encoder">The model's inputs → <paramref name="Boundary"/>, and <paramref name="Durations"/> where there are any.</param>
/// <param name="Decoder"><paramref name="Boundary"/> → the model's output.</param>
/// <param name="Durations">
/// The output of the one <c>Ceil</c> node: frames of each phoneme id [1,1,T]; null where there is no such node.
/// </param>
internal sealed record PiperGraphCut(byte[] Encoder, byte[] Decoder, IReadOnlyList<string> Boundary, string? Durations)
{
    private const string DecoderPrefix = "/dec/";

    /// <summary>The cut, or null where the graph has no such boundary.</summary>
    public static PiperGraphCut? Of(OnnxModelFile model)
    {
        var dependent = DependOn(model, model.Inputs.Select(input => input.Name).Except(model.Initializers.Select(value => value.Name)));
        var boundary = model
            .Nodes.Where(IsDecoder)
            .SelectMany(node => node.Inputs)
            .Except(model.Nodes.Where(IsDecoder).SelectMany(node => node.Outputs))
            .Where(dependent.Contains)
            .ToArray();
        if (boundary.Length == 0 || model.Outputs.Count != 1)
        {
            return null;
        }

        var output = model.Outputs[0];
        var decoder = Ancestors(model, [output.Name], boundary);
        if (decoder.SelectMany(node => node.Inputs).Intersect(model.Inputs.Select(input => input.Name)).Any())
        {
            return null;
        }

        var durations = DurationsOf(model);
        string[] results = durations is null || boundary.Contains(durations) ? boundary : [.. boundary, durations];
        return new PiperGraphCut(
            Part(model, Ancestors(model, results, []), model.Inputs, results.Select(OnnxModelWriter.FloatValue)),
            Part(model, decoder, boundary.Select(OnnxModelWriter.FloatValue), [output]),
            boundary,
            durations
        );
    }

    private static bool IsDecoder(OnnxNode node) => node.Name.StartsWith(DecoderPrefix, StringComparison.Ordinal);

    private static string? DurationsOf(OnnxModelFile model)
    {
        var nodes = model.Nodes.Where(node => node.OpType == "Ceil" && !IsDecoder(node)).ToArray();
        return nodes.Length == 1 ? nodes[0].Outputs[0] : null;
    }

    /// <summary>All tensors that are computed from the given ones. The nodes of an ONNX graph are in order of computation.</summary>
    private static HashSet<string> DependOn(OnnxModelFile model, IEnumerable<string> inputs)
    {
        var dependent = inputs.ToHashSet();
        foreach (var node in model.Nodes.Where(node => node.Inputs.Any(dependent.Contains)))
        {
            dependent.UnionWith(node.Outputs);
        }

        return dependent;
    }

    /// <summary>The nodes that it takes to compute the results when the given tensors are at hand, in order.</summary>
    private static List<OnnxNode> Ancestors(OnnxModelFile model, IEnumerable<string> results, IEnumerable<string> atHand)
    {
        var given = atHand.ToHashSet();
        var wanted = results.Except(given).ToHashSet();
        var nodes = new List<OnnxNode>();
        foreach (var node in model.Nodes.Reverse().Where(node => node.Outputs.Any(wanted.Contains)))
        {
            nodes.Add(node);
            wanted.UnionWith(node.Inputs.Except(given));
        }

        nodes.Reverse();
        return nodes;
    }

    private static byte[] Part(
        OnnxModelFile model,
        IReadOnlyCollection<OnnxNode> nodes,
        IEnumerable<OnnxNamed> inputs,
        IEnumerable<OnnxNamed> outputs
    )
    {
        var read = nodes.SelectMany(node => node.Inputs).ToHashSet();
        return OnnxModelWriter.Write(
            model with
            {
                Nodes = [.. nodes],
                Initializers = [.. model.Initializers.Where(value => read.Contains(value.Name))],
                Inputs = [.. inputs],
                Outputs = [.. outputs],
            }
        );
    }
}
