namespace LocalVoice.Engines.Deepgram.Aura;

/// <summary>
/// A connection takes 20 flushes a minute, and none beyond (developers.deepgram.com/docs/tts-ws-flush). Not thread-safe.
/// </summary>
internal sealed class FlushLimit(TimeProvider time)
{
    private const int Most = 20;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly Queue<long> _flushes = new(Most);

    public bool Allows
    {
        get
        {
            while (_flushes.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            {
                _flushes.Dequeue();
            }

            return _flushes.Count < Most;
        }
    }

    public void Take() => _flushes.Enqueue(time.GetTimestamp());
}
