namespace LocalVoice.Engines.Deepgram.Aura;

/// <summary>What of a connection's allowance per minute is used. Not thread-safe.</summary>
internal sealed class RecentUse(int most, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly Queue<(long At, int Amount)> _uses = [];

    public bool Allows(int amount)
    {
        while (_uses.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) >= Window)
        {
            _uses.Dequeue();
        }

        return _uses.Sum(use => use.Amount) + amount <= most;
    }

    public void Take(int amount) => _uses.Enqueue((time.GetTimestamp(), amount));
}
