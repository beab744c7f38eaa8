using Google.Protobuf;

namespace LocalVoice.Onnx.OnnxFormat;

/// <summary>Writes an ONNX model file.</summary>
public static class OnnxModelWriter
{
    public static byte[] Write(OnnxModelFile model)
    {
        var graph = Message(output =>
        {
            foreach (var node in model.Nodes)
            {
                Field(output, OnnxFields.GraphNode, node.Bytes);
            }

            Field(output, OnnxFields.GraphName, ByteString.CopyFromUtf8("cut"));
            Fields(output, OnnxFields.GraphInitializer, model.Initializers);
            Fields(output, OnnxFields.GraphInput, model.Inputs);
            Fields(output, OnnxFields.GraphOutput, model.Outputs);
        });
        using var file = new MemoryStream();
        model.Header.WriteTo(file);
        using (var output = new CodedOutputStream(file, leaveOpen: true))
        {
            Field(output, OnnxFields.ModelGraph, graph);
        }

        return file.ToArray();
    }

    /// <summary>A float32 input or output of unspecified shape.</summary>
    public static OnnxNamed FloatValue(string name)
    {
        var tensor = Message(output =>
        {
            output.WriteTag(OnnxFields.TensorTypeElement, WireFormat.WireType.Varint);
            output.WriteInt32(OnnxFields.FloatElement);
        });
        var type = Message(output => Field(output, OnnxFields.TypeTensor, tensor));
        return new OnnxNamed(
            name,
            Message(output =>
            {
                Field(output, OnnxFields.ValueName, ByteString.CopyFromUtf8(name));
                Field(output, OnnxFields.ValueType, type);
            })
        );
    }

    private static void Fields(CodedOutputStream output, int field, IEnumerable<OnnxNamed> values)
    {
        foreach (var value in values)
        {
            Field(output, field, value.Bytes);
        }
    }

    private static void Field(CodedOutputStream output, int field, ByteString value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(value);
    }

    private static ByteString Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            write(output);
        }

        return ByteString.CopyFrom(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
