using LocalVoice.Onnx.OnnxFormat;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// A Piper model as two graphs: the encoder computes the sentence, the decoder converts any range of its frames to
/// samples. The boundary consists of the tensors read by nodes under <c>/dec/</c>, computed by other nodes and
/// dependent on the input.
/// </summary>
/// <param name="Encoder">The model's inputs → <paramref name="Boundary"/>, and <paramref name="Durations"/> if present.</param>
/// <param name="Decoder"><paramref name="Boundary"/> → the model's output.</param>
/// <param name="Durations">
/// The output of the only <c>Ceil</c> node: frames per phoneme id [1,1,T]; null when there is no such node.
/// </param>
internal sealed record PiperGraphCut(byte[] Encoder, byte[] Decoder, IReadOnlyList<string> Boundary, string? Durations)
{
    private const string DecoderPrefix = "/dec/";

    /// <summary>Cuts the graph; null when it has no such boundary.</summary>
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

    /// <summary>All tensors computed from the given ones. Relies on the topological order of an ONNX graph's nodes.</summary>
    private static HashSet<string> DependOn(OnnxModelFile model, IEnumerable<string> inputs)
    {
        var dependent = inputs.ToHashSet();
        foreach (var node in model.Nodes.Where(node => node.Inputs.Any(dependent.Contains)))
        {
            dependent.UnionWith(node.Outputs);
        }

        return dependent;
    }

    /// <summary>The nodes needed to compute the results from the given tensors, in order.</summary>
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
