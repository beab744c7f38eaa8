using LocalVoice.Compute;

namespace LocalVoice.Engines.Whisper.Scheduling;

/// <summary>Permission to decode, with leased threads; disposing returns both.</summary>
internal sealed class DecodePermit(ComputeLease lease, Action<DecodePermit> onReturn, CancellationToken token) : IDisposable
{
    private int _returned;

    public int Threads => lease.Threads;

    /// <summary>Cancelled by the caller; an interim's also by a final that needs its slot.</summary>
    public CancellationToken Token { get; } = token;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) != 0)
        {
            return;
        }

        try
        {
            lease.Dispose();
        }
        finally
        {
            onReturn(this);
        }
    }
}
