namespace LocalVoice.Core.Telemetry;

/// <summary>The newest durations of a kind, for percentiles. Not thread-safe.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class DurationWindow(int capacity)
{
    private readonly TimeSpan[] _durations = new TimeSpan[capacity];
    private int _next;

    public int Count { get; private set; }

    public void Add(TimeSpan duration)
    {
        _durations[_next] = duration;
        _next = (_next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    public void Clear() => (_next, Count) = (0, 0);

    public DurationStatistics Read()
    {
        var sorted = _durations.AsSpan(0, Count).ToArray();
        Array.Sort(sorted);
        return new(sorted.Length, At(sorted, 0.5), At(sorted, 0.95));
    }

    /// <summary>Nearest rank.</summary>
    private static TimeSpan? At(TimeSpan[] sorted, double share) =>
        sorted.Length == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}

/// <summary>Percentiles of the newest durations of a kind; null without any.</summary>
public sealed record DurationStatistics(int Count, TimeSpan? P50, TimeSpan? P95);
