using LocalVoice.Onnx.OnnxFormat;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// Where the flow lies in a model: from nodes under <c>/flow/</c> to the decoder. Some nodes in between have other names,
/// since the exporter gives none to scripted functions, so the flow is all that depends on its named nodes.
/// </summary>
/// <param name="Inputs">Tensors that the flow reads, computed by other nodes and dependent on the model's input.</param>
/// <param name="Outputs">The decoder's tensors that it computes.</param>
internal sealed record FlowBoundary(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    private const string Prefix = "/flow/";

    /// <summary>Null for a model without a flow, or one that cannot be run in ranges.</summary>
    /// <param name="decoder">The decoder's boundary.</param>
    /// <param name="durations">Null: the model has none.</param>
    public static FlowBoundary? Of(OnnxModelFile model, GraphParts parts, IReadOnlyList<string> decoder, string? durations)
    {
        var named = model.Nodes.Where(node =>
            node.Name.StartsWith(Prefix, StringComparison.Ordinal) && node.Inputs.Any(parts.Dependent.Contains)
        );
        var flowed = parts.From(named.SelectMany(node => node.Outputs));
        string[] outputs = [.. decoder.Where(flowed.Contains)];
        OnnxNode[] flow = [.. parts.Between([], outputs).Where(node => node.Outputs.Any(flowed.Contains))];
        string[] inputs = [.. flow.SelectMany(node => node.Inputs).Where(parts.Dependent.Contains).Except(flowed)];

        // Noise must be the same for a frame in every run. The encoder computes durations, and inputs of the model have no frames.
        var divisible =
            !flow.Any(node => node.OpType.StartsWith("Random", StringComparison.Ordinal))
            && (durations is null || !flowed.Contains(durations))
            && !inputs.Intersect(model.Inputs.Select(input => input.Name)).Any();
        return divisible && inputs.Length > 0 ? new FlowBoundary(inputs, outputs) : null;
    }
}
