using LocalVoice.Server.Protocol;
using LocalVoice.Server.Wyoming.Framing;
using LocalVoice.Speech;

namespace LocalVoice.Server.Wyoming.Listening;

/// <summary>One audio stream: tells when somebody speaks, and has it written down where that was asked for. One thread.</summary>
/// <param name="start">The data of the event that began it, which has its format.</param>
/// <param name="detector">Owned.</param>
/// <param name="transcription">Owned; null where only voices are looked for.</param>
/// <param name="request">Disposed with the stream; null where it is none.</param>
internal sealed class AudioStream(
    EventField start,
    IVoiceActivityDetector detector,
    LiveTranscription? transcription,
    IDisposable? request,
    EventWriter events
) : IAsyncDisposable
{
    private readonly ChunkDecoder _decoder = new(ChunkFormat.Read(start));
    private readonly VoiceEdges _edges = new(detector);

    // Of the first chunk, where the client's clock has one.
    private long? _origin = TimestampOf(start);

    public bool IsWrittenDown => transcription is not null;

    /// <summary>Audio that has come.</summary>
    public TimeSpan Received => _decoder.Decoded;

    /// <exception cref="ProtocolException">The chunk is none of this stream's.</exception>
    public async ValueTask AddAsync(WyomingEvent chunk)
    {
        _origin ??= TimestampOf(chunk.Data) ?? 0;
        foreach (var block in _decoder.Decode(chunk.Data, chunk.Payload))
        {
            await AddAsync(block).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the stream, and returns when all that it asked for was sent.</summary>
    public async ValueTask FinishAsync()
    {
        await AddAsync(_decoder.Flush()).ConfigureAwait(false);
        if (_edges.Finish() is { } last)
        {
            await TellAsync(last).ConfigureAwait(false);
        }

        await (transcription?.FinishAsync() ?? Task.CompletedTask).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _edges.Dispose();
        if (transcription is not null)
        {
            await transcription.DisposeAsync().ConfigureAwait(false);
        }

        request?.Dispose();
    }

    private async ValueTask AddAsync(float[] block)
    {
        foreach (var edge in _edges.Push(block))
        {
            await TellAsync(edge).ConfigureAwait(false);
        }

        if (transcription is not null)
        {
            await transcription.AddAsync(block).ConfigureAwait(false);
        }
    }

    /// <summary>Milliseconds; what no clock has is cut, so that sums have room.</summary>
    private static long? TimestampOf(EventField data) =>
        data["timestamp"] is { IsAbsent: false } field ? Math.Min(field.Integer64(0), int.MaxValue * 1000L) : null;

    private ValueTask TellAsync(VoiceEdge edge) =>
        events.WriteAsync(edge.Type, new { timestamp = (_origin ?? 0) + (long)edge.At.TotalMilliseconds });
}
