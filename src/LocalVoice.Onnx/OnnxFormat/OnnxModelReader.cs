using Google.Protobuf;

namespace LocalVoice.Onnx.OnnxFormat;

/// <summary>Reads an ONNX model file.</summary>
public static class OnnxModelReader
{
    // Graphs of If and Loop nodes; a reader that recurses without a limit lets a file end the process.
    private const int DeepestGraph = 32;

    /// <exception cref="InvalidDataException">The bytes are no protobuf message, have no graph, or graphs nested too deeply.</exception>
    public static OnnxModelFile Read(byte[] file)
    {
        try
        {
            return Parts(file);
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new InvalidDataException(failure.Message, failure);
        }
    }

    private static OnnxModelFile Parts(byte[] file)
    {
        var model = UnsafeByteOperations.UnsafeWrap(file);
        var graph =
            WireFields.Delimited(model).FirstOrDefault(entry => entry.Field == OnnxFields.ModelGraph).Value
            ?? throw new InvalidDataException("The model has no graph.");
        var parts = WireFields.Delimited(graph).ToLookup(entry => entry.Field, entry => entry.Value);
        return new OnnxModelFile(
            WireFields.Without(model, OnnxFields.ModelGraph),
            [.. parts[OnnxFields.GraphNode].Select(node => Node(node, depth: 0))],
            [.. parts[OnnxFields.GraphInitializer].Select(bytes => new OnnxNamed(WireFields.Text(bytes, OnnxFields.TensorName), bytes))],
            [.. parts[OnnxFields.GraphInput].Select(Value)],
            [.. parts[OnnxFields.GraphOutput].Select(Value)]
        );
    }

    private static OnnxNamed Value(ByteString bytes) => new(WireFields.Text(bytes, OnnxFields.ValueName), bytes);

    private static OnnxNode Node(ByteString bytes, int depth)
    {
        if (depth > DeepestGraph)
        {
            throw new InvalidDataException($"The model nests graphs more than {DeepestGraph} deep.");
        }

        var parts = WireFields.Delimited(bytes).ToLookup(entry => entry.Field, entry => entry.Value);
        return new OnnxNode(
            parts[OnnxFields.NodeName].FirstOrDefault()?.ToStringUtf8() ?? "",
            parts[OnnxFields.NodeOpType].FirstOrDefault()?.ToStringUtf8() ?? "",
            [
                .. Names(parts[OnnxFields.NodeInput]),
                .. parts[OnnxFields.NodeAttribute].SelectMany(attribute => Captured(attribute, depth + 1)),
            ],
            [.. Names(parts[OnnxFields.NodeOutput])],
            bytes
        );
    }

    /// <summary>Tensors that an attribute's subgraphs may read from outside; names defined inside are included, harmlessly.</summary>
    private static IEnumerable<string> Captured(ByteString attribute, int depth) =>
        from graph in WireFields.Delimited(attribute)
        where graph.Field is OnnxFields.AttributeGraph or OnnxFields.AttributeGraphs
        from part in WireFields.Delimited(graph.Value)
        from name in part.Field switch
        {
            OnnxFields.GraphNode => Node(part.Value, depth).Inputs,
            OnnxFields.GraphOutput => [Value(part.Value).Name],
            _ => [],
        }
        select name;

    private static IEnumerable<string> Names(IEnumerable<ByteString> values) =>
        values.Select(value => value.ToStringUtf8()).Where(name => name.Length > 0);
}
