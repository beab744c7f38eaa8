using LocalVoice.Onnx.OnnxFormat;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// Which nodes of a model compute what. Relies on the topological order of an ONNX graph's nodes.
/// </summary>
internal sealed class GraphParts(OnnxModelFile model)
{
    /// <summary>Tensors computed from the model's inputs, and these.</summary>
    public HashSet<string> Dependent { get; } =
        From(model, model.Inputs.Select(input => input.Name).Except(model.Initializers.Select(value => value.Name)));

    /// <summary>The given tensors and all that are computed from them.</summary>
    public HashSet<string> From(IEnumerable<string> tensors) => From(model, tensors);

    /// <summary>The nodes needed to compute the results from the given tensors, in order.</summary>
    public IReadOnlyList<OnnxNode> Between(IEnumerable<string> given, IEnumerable<string> results)
    {
        var atHand = given.ToHashSet();
        var wanted = results.Except(atHand).ToHashSet();
        var nodes = new List<OnnxNode>();
        foreach (var node in model.Nodes.Reverse().Where(node => node.Outputs.Any(wanted.Contains)))
        {
            nodes.Add(node);
            wanted.UnionWith(node.Inputs.Except(atHand));
        }

        nodes.Reverse();
        return nodes;
    }

    /// <summary>A model of these nodes.</summary>
    public byte[] Write(IReadOnlyList<OnnxNode> nodes, IEnumerable<OnnxNamed> inputs, IEnumerable<OnnxNamed> outputs)
    {
        var read = nodes.SelectMany(node => node.Inputs).ToHashSet();
        return OnnxModelWriter.Write(
            model with
            {
                Nodes = nodes,
                Initializers = [.. model.Initializers.Where(value => read.Contains(value.Name))],
                Inputs = [.. inputs],
                Outputs = [.. outputs],
            }
        );
    }

    private static HashSet<string> From(OnnxModelFile model, IEnumerable<string> tensors)
    {
        var dependent = tensors.ToHashSet();
        foreach (var node in model.Nodes.Where(node => node.Inputs.Any(dependent.Contains)))
        {
            dependent.UnionWith(node.Outputs);
        }

        return dependent;
    }
}
