namespace LocalVoice.Core.Compute;

/// <summary>
/// How busy the compute threads are, and so which work is left out: interims first, then prefills, then speculative
/// responses. A decode that can become a final is never left out. Thread-safe.
/// </summary>
public sealed class LoadGauge(ComputeBudget budget, LoadOptions options, TimeProvider time)
{
    // Shorter windows are mostly all or nothing; chosen by trial, not measured.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private TimeSpan _busy = budget.Busy;
    private long _asOf = time.GetTimestamp();
    private double _utilisation;

    /// <summary>
    /// Share of the threads' time that was leased lately, 0…1: an exponential mean over
    /// <see cref="LoadOptions.Memory"/>.
    /// </summary>
    public double Utilisation
    {
        get
        {
            lock (_lock)
            {
                var elapsed = time.GetElapsedTime(_asOf);
                if (elapsed >= Window)
                {
                    Update(elapsed);
                }

                return _utilisation;
            }
        }
    }

    /// <summary>Whether somebody's work holds threads at the moment that cannot be interrupted, or waits for some.</summary>
    public bool IsBusy => budget.IsBusy;

    public bool Allows(SheddableWork work) =>
        Utilisation
        < work switch
        {
            SheddableWork.Interim => options.NoInterimsAbove,
            SheddableWork.Prefill => options.NoPrefillsAbove,
            _ => options.NoSpeculationAbove,
        };

    private void Update(TimeSpan elapsed)
    {
        var busy = budget.Busy;
        var share = (busy - _busy) / (elapsed * budget.TotalThreads);
        _utilisation += (share - _utilisation) * (1 - Math.Exp(-(elapsed / options.Memory)));
        _busy = busy;
        _asOf = time.GetTimestamp();
    }
}

/// <summary>Work that saves time when there is some to spare.</summary>
public enum SheddableWork
{
    Interim,
    Prefill,
    Speculation,
}
