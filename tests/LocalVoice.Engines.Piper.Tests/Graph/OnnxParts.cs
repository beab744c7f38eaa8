using Google.Protobuf;
using LocalVoice.Onnx.OnnxFormat;

namespace LocalVoice.Engines.Piper.Tests.Graph;

/// <summary>Parts of ONNX models, as small as tests need them.</summary>
internal static class OnnxParts
{
    private const int Varint = 0;
    private const int Int64 = 7;

    public static OnnxNode Node(string name, string op, string[] inputs, string output)
    {
        ByteString[] fields = [.. inputs.Select(input => Text(1, input)), Text(2, output), Text(3, name), Text(4, op)];
        return new OnnxNode(name, op, inputs, [output], Joined(fields));
    }

    /// <param name="nameField">1 of an input or output, 8 of an initializer.</param>
    public static OnnxNamed Named(int nameField, string name) => new(name, Text(nameField, name));

    /// <summary>An initializer of one integer, [1].</summary>
    public static OnnxNamed Integer(string name, int value) =>
        new(name, Joined([Number(1, 1), Number(2, Int64), Number(7, value), Text(8, name)]));

    /// <summary>An input of integers, of any shape.</summary>
    public static OnnxNamed Integers(string name) => new(name, Joined([Text(1, name), Message(2, Message(1, Number(1, Int64)))]));

    public static ByteString Joined(params IEnumerable<ByteString> fields) =>
        ByteString.CopyFrom([.. fields.SelectMany(field => field.ToByteArray())]);

    public static ByteString Message(int field, ByteString content) =>
        Written(output =>
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(content);
        });

    public static ByteString Number(int field, int value) =>
        Written(output =>
        {
            output.WriteTag(field, (WireFormat.WireType)Varint);
            output.WriteInt64(value);
        });

    public static ByteString Text(int field, string text) => Message(field, ByteString.CopyFromUtf8(text));

    private static ByteString Written(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            write(output);
        }

        return ByteString.CopyFrom(bytes.ToArray());
    }
}
