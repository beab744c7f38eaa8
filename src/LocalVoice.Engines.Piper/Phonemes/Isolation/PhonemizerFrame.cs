using System.Buffers.Binary;

namespace LocalVoice.Engines.Piper.Phonemes.Isolation;

/// <summary>A message between the two processes: its length in bytes (int32, little-endian), then its bytes.</summary>
internal static class PhonemizerFrame
{
    // A response's clause has hundreds of bytes; a length above this is no length but stray output.
    private const int MaxBytes = 16 << 20;

    /// <exception cref="IOException">The other side is gone.</exception>
    public static void Write(Stream stream, ReadOnlySpan<byte> message)
    {
        var frame = new byte[sizeof(int) + message.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, message.Length);
        message.CopyTo(frame.AsSpan(sizeof(int)));
        stream.Write(frame);
        stream.Flush();
    }

    /// <returns>Null when the other side closed the stream between two messages.</returns>
    /// <exception cref="IOException">The stream ended within a message, or carries something else.</exception>
    public static byte[]? Read(Stream stream)
    {
        Span<byte> header = stackalloc byte[sizeof(int)];
        var got = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (got == 0)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (got < header.Length || length is < 0 or > MaxBytes)
        {
            throw new IOException($"A message of {length} bytes was announced; up to {MaxBytes} are allowed.");
        }

        var message = new byte[length];
        stream.ReadExactly(message);
        return message;
    }
}
