using System.Buffers.Text;
using System.Text;

namespace LocalVoice.Server.Protocol;

/// <summary>Base64 in a field: both alphabets of RFC 4648, with padding or without, lines broken or not.</summary>
internal static class Base64Field
{
    /// <exception cref="ProtocolException">It is no text, or no base64.</exception>
    public static byte[] Read(EventField field)
    {
        var base64 = Encoding.UTF8.GetBytes(field.Text());
        base64.AsSpan().Replace((byte)'+', (byte)'-');
        base64.AsSpan().Replace((byte)'/', (byte)'_');
        return !base64.Contains((byte)'%') && Base64Url.IsValid(base64)
            ? Base64Url.DecodeFromUtf8(base64)
            : throw field.Invalid("Expected base64-encoded audio.");
    }
}
