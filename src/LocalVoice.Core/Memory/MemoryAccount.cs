using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Memory;

/// <summary>One session's share of the <see cref="MemoryBudget"/>.</summary>
public sealed class MemoryAccount(MemoryBudget budget, long limitBytes) : ISessionMemory
{
    private long _held;

    /// <summary>Bytes held now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <inheritdoc/>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= limitBytes && budget.TryTake(bytes))
        {
            return true;
        }

        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    /// <inheritdoc/>
    public void GiveBack(long bytes)
    {
        Interlocked.Add(ref _held, -bytes);
        budget.GiveBack(bytes);
    }
}
