using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using LocalVoice.Audio;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>
/// Reads <c>input_audio_buffer.append</c>, the most frequent event (50 per second with 20 ms of audio), into its own
/// buffer: no allocation in steady state.
/// </summary>
internal sealed class AppendedAudio : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);

    /// <summary>
    /// Decodes the event's audio. False for another event, or for one that needs the full parser to describe its
    /// error.
    /// </summary>
    /// <param name="audio">Whole samples of <paramref name="format"/>; valid until the next call.</param>
    /// <exception cref="ProtocolException">The audio is not base64, or not whole samples.</exception>
    public bool TryRead(ReadOnlySpan<byte> json, AudioFormat format, out ReadOnlyMemory<byte> audio)
    {
        audio = default;
        if (!TryFindAudio(json, out var base64))
        {
            return false;
        }

        var status = Base64.DecodeFromUtf8InPlace(base64.Span, out var bytes);
        audio = base64[..bytes];
        if (status != OperationStatus.Done)
        {
            throw new ProtocolException("invalid_value", "Invalid value for 'audio'. Expected base64-encoded audio.", "audio");
        }

        if (bytes % format.BytesPerSample != 0)
        {
            throw new ProtocolException(
                "invalid_value",
                $"Invalid value for 'audio'. Expected whole 16-bit samples, but got {bytes} bytes.",
                "audio"
            );
        }

        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _buffer, []));

    /// <summary>Copies the unescaped base64 text if the message is a well-formed append event.</summary>
    private bool TryFindAudio(ReadOnlySpan<byte> json, out Memory<byte> base64)
    {
        base64 = default;
        var length = -1;
        var isAppend = false;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("type"u8);
                var isAudio = reader.ValueTextEquals("audio"u8);
                reader.Read();
                if (
                    isType
                    && !(isAppend = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("input_audio_buffer.append"u8))
                )
                {
                    return false;
                }

                if (isAudio && reader.TokenType == JsonTokenType.String)
                {
                    Reserve(reader.ValueSpan.Length);
                    length = reader.CopyString(_buffer);
                }
                else
                {
                    reader.Skip();
                }
            }

            // Anything after the object makes the message malformed.
            var ended = !reader.Read();
            base64 = _buffer.AsMemory(0, Math.Max(0, length));
            return ended && isAppend && length >= 0;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length < bytes)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(bytes);
        }
    }
}
