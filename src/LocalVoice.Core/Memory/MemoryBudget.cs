namespace LocalVoice.Core.Memory;

/// <summary>
/// What the clients of this process may make it hold: unread messages and audio that is not transcribed yet. Counted,
/// not measured; all other memory of a session has a fixed bound. Thread-safe.
/// </summary>
public sealed class MemoryBudget
{
    private readonly long _sessionBytes;
    private readonly long _processBytes;
    private long _held;

    public MemoryBudget(MemoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _sessionBytes = options.SessionBytes;
        _processBytes = options.ProcessBytes > 0 ? options.ProcessBytes : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;
    }

    /// <summary>Bytes held now for all sessions.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>The account of one session.</summary>
    public MemoryAccount Open() => new(this, _sessionBytes);

    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= _processBytes)
        {
            return true;
        }

        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    internal void GiveBack(long bytes) => Interlocked.Add(ref _held, -bytes);
}
