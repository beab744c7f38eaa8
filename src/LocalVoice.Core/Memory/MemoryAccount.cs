namespace LocalVoice.Core.Memory;

/// <summary>One session's share of the <see cref="MemoryBudget"/>. Thread-safe.</summary>
public sealed class MemoryAccount(MemoryBudget budget, long limitBytes)
{
    private long _held;

    public long LimitBytes => limitBytes;

    /// <summary>Bytes held now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <returns>False when the session's or the process's limit would be exceeded; nothing was taken then.</returns>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= limitBytes && budget.TryTake(bytes))
        {
            return true;
        }

        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    /// <param name="bytes">Taken before.</param>
    public void Return(long bytes)
    {
        Interlocked.Add(ref _held, -bytes);
        budget.Return(bytes);
    }
}
