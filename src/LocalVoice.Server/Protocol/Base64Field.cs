using System.Buffers.Text;
using System.Text;

namespace LocalVoice.Server.Protocol;

/// <summary>Base64 in a field: both alphabets of RFC 4648, with padding or without, lines broken or not, as encoders differ.</summary>
internal static class Base64Field
{
    /// <exception cref="ProtocolException">It is no text, or no base64.</exception>
    public static byte[] Read(EventField field)
    {
        var base64 = Encoding.UTF8.GetBytes(field.Text());
        return TryDecode(base64, out var bytes) ? base64[..bytes] : throw field.Invalid("Expected base64-encoded audio.");
    }

    /// <summary>Decodes in place.</summary>
    /// <param name="bytes">How many there are now, at the beginning.</param>
    public static bool TryDecode(Span<byte> base64, out int bytes)
    {
        base64.Replace((byte)'+', (byte)'-');
        base64.Replace((byte)'/', (byte)'_');

        // The framework's decoder would take a percent sign for padding.
        var valid = !base64.Contains((byte)'%') && Base64Url.IsValid(base64);
        bytes = valid ? Base64Url.DecodeFromUtf8InPlace(base64) : 0;
        return valid;
    }
}
