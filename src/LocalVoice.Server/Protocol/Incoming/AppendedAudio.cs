using System.Buffers;
using System.Text.Json;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>
/// Reads <c>input_audio_buffer.append</c>, the most frequent event (50 per second with 20 ms of audio): short ones are
/// decoded in one buffer, without allocation; long ones where they are.
/// </summary>
/// <param name="memory">Pays for the copy of a long event whose text is escaped.</param>
internal sealed class AppendedAudio(ISessionMemory memory) : IDisposable
{
    // As the message reader keeps; chosen by trial, not measured.
    private const int KeptBytes = 32 * 1024;

    private readonly byte[] _kept = ArrayPool<byte>.Shared.Rent(KeptBytes);
    private int _taken;

    /// <summary>The client's id of the event read last; null for none.</summary>
    public string? EventId { get; private set; }

    /// <summary>
    /// Decodes the event's audio. False for another event, or for one that needs the full parser to describe its
    /// error; neither is changed.
    /// </summary>
    /// <param name="json">Overwritten where the audio is long.</param>
    /// <param name="audio">May end with half a sample; valid until the next call.</param>
    /// <exception cref="ProtocolException">The audio is not base64, or there is no memory to read it.</exception>
    public bool TryRead(Memory<byte> json, out ReadOnlyMemory<byte> audio)
    {
        Release();
        (audio, EventId) = (default, null);
        if (!TryFindAudio(json, out var base64))
        {
            return false;
        }

        audio = base64[..Decode(base64.Span)];
        return true;
    }

    public void Dispose()
    {
        Release();
        ArrayPool<byte>.Shared.Return(_kept);
    }

    /// <returns>Number of bytes.</returns>
    private static int Decode(Span<byte> base64) =>
        Base64Field.TryDecode(base64, out var bytes)
            ? bytes
            : throw new ProtocolException("invalid_value", "Invalid value for 'audio'. Expected base64-encoded audio.", "audio");

    /// <summary>The unescaped base64 text if the message is a well-formed append event.</summary>
    private bool TryFindAudio(Memory<byte> json, out Memory<byte> base64)
    {
        base64 = default;
        var found = false;
        var isAppend = false;
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("type"u8);
                var isAudio = reader.ValueTextEquals("audio"u8);
                var isId = reader.ValueTextEquals("event_id"u8);
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
                    base64 = Unescape(json, ref reader);
                    found = true;
                }
                else if (isId)
                {
                    // A wrong one is described by the full parser.
                    EventId = reader.GetString();
                    if (EventId?.Length > FieldLimits.EventId)
                    {
                        return false;
                    }
                }
                else
                {
                    reader.Skip();
                }
            }

            // Anything after the object makes the message malformed.
            return !reader.Read() && isAppend && found;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The current string: where it is, or a copy.</summary>
    private Memory<byte> Unescape(Memory<byte> json, ref Utf8JsonReader reader)
    {
        var length = reader.ValueSpan.Length;
        if (length <= _kept.Length)
        {
            return _kept.AsMemory(0, reader.CopyString(_kept));
        }

        if (!reader.ValueIsEscaped)
        {
            return json.Slice((int)reader.TokenStartIndex + 1, length);
        }

        Release();
        if (!memory.TryTake(length))
        {
            throw new ProtocolException(
                "session_memory_exceeded",
                "The server has no memory to read this audio beside what it holds for the session. Send smaller pieces.",
                "audio"
            );
        }

        _taken = length;
        var copy = GC.AllocateUninitializedArray<byte>(length);
        return copy.AsMemory(0, reader.CopyString(copy));
    }

    private void Release()
    {
        memory.GiveBack(_taken);
        _taken = 0;
    }
}
