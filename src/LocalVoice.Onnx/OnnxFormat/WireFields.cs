using Google.Protobuf;

namespace LocalVoice.Onnx.OnnxFormat;

/// <summary>Enumerates the fields of a protobuf message.</summary>
internal static class WireFields
{
    /// <summary>The length-delimited fields, in order; fields of other wire types are skipped.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are not a protobuf message.</exception>
    public static IEnumerable<(int Field, ByteString Value)> Delimited(ByteString message)
    {
        var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                yield return (WireFormat.GetTagFieldNumber(tag), input.ReadBytes());
            }
            else
            {
                input.SkipLastField();
            }
        }
    }

    /// <summary>The first string with that field number, or empty.</summary>
    public static string Text(ByteString message, int field) =>
        Delimited(message).FirstOrDefault(entry => entry.Field == field).Value?.ToStringUtf8() ?? "";

    /// <summary>The message without one field; the other fields byte for byte.</summary>
    public static ByteString Without(ByteString message, int field)
    {
        using var kept = new MemoryStream();
        var input = message.CreateCodedInput();
        for (var start = input.Position; input.ReadTag() is var tag and not 0; start = input.Position)
        {
            input.SkipLastField();
            if (WireFormat.GetTagFieldNumber(tag) != field)
            {
                kept.Write(message.Span[(int)start..(int)input.Position]);
            }
        }

        return ByteString.CopyFrom(kept.GetBuffer(), 0, (int)kept.Length);
    }
}
