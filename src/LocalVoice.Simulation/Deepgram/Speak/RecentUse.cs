namespace LocalVoice.Simulation.Deepgram.Speak;

/// <summary>What a client may use within a minute.</summary>
internal sealed class RecentUse(int limit, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly Queue<(long At, int Amount)> _used = [];

    /// <returns>False when it is too much: then it does not count.</returns>
    public bool TryUse(int amount)
    {
        while (_used.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) >= Window)
        {
            _used.Dequeue();
        }

        if (_used.Sum(use => use.Amount) + amount > limit)
        {
            return false;
        }

        _used.Enqueue((time.GetTimestamp(), amount));
        return true;
    }
}
