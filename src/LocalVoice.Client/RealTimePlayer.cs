using System.Threading.Channels;

namespace LocalVoice.Client;

/// <summary>
/// Simulates a microphone: sends each chunk when its last sample would have been captured, silence when nothing is
/// queued, until cancelled. Chunks are scheduled on absolute times, so they do not drift.
/// </summary>
/// <param name="time">Paces the chunks.</param>
/// <param name="sampleRateHz">Sample rate of all audio.</param>
/// <param name="chunk">Audio per chunk; whole samples.</param>
/// <param name="send">Receives one chunk; the memory is reused afterwards.</param>
/// <param name="around">Fills a chunk, −1…1, with what the microphone hears beside its user; null for nothing.</param>
internal sealed class RealTimePlayer(
    TimeProvider time,
    int sampleRateHz,
    TimeSpan chunk,
    Func<ReadOnlyMemory<short>, CancellationToken, ValueTask> send,
    Action<Memory<float>>? around = null
)
{
    private readonly Channel<Utterance> _waiting = Channel.CreateBounded<Utterance>(capacity: 4);
    private readonly short[] _chunk = new short[(int)(chunk.Ticks * sampleRateHz / TimeSpan.TicksPerSecond)];
    private readonly float[] _around = new float[around is null ? 0 : (int)(chunk.Ticks * sampleRateHz / TimeSpan.TicksPerSecond)];
    private Utterance? _current;
    private int _position;

    public TimeSpan Chunk => chunk;

    /// <summary>Queues <paramref name="samples"/> after those already waiting.</summary>
    /// <returns>The timestamp at which the first sample is captured; completes when that chunk is due.</returns>
    public async Task<long> SayAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        var utterance = new Utterance(samples, new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(utterance, cancellationToken);
        return await utterance.Begun.Task.WaitAsync(cancellationToken);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (long index = 0; ; index++)
        {
            await time.WaitUntilAsync(time.After(start, chunk * (index + 1)), cancellationToken);
            Fill(time.After(start, chunk * index));
            Overhear();
            await send(_chunk, cancellationToken);
        }
    }

    private void Fill(long capturedSince)
    {
        _chunk.AsSpan().Clear();
        if (_current is null && _waiting.Reader.TryRead(out _current))
        {
            _position = 0;
            _current.Begun.SetResult(capturedSince);
        }

        if (_current is { } utterance)
        {
            var count = Math.Min(_chunk.Length, utterance.Samples.Length - _position);
            utterance.Samples.Span.Slice(_position, count).CopyTo(_chunk);
            _position += count;
            _current = _position < utterance.Samples.Length ? utterance : null;
        }
    }

    private void Overhear()
    {
        around?.Invoke(_around);
        for (var i = 0; i < _around.Length; i++)
        {
            _chunk[i] = (short)Math.Clamp(_chunk[i] + (short.MaxValue * _around[i]), short.MinValue, short.MaxValue);
        }
    }

    private sealed record Utterance(ReadOnlyMemory<short> Samples, TaskCompletionSource<long> Begun);
}
