namespace LocalVoice.Client;

/// <summary>Arithmetic on <see cref="TimeProvider.GetTimestamp"/> values.</summary>
public static class Timestamps
{
    public static long After(this TimeProvider time, long timestamp, TimeSpan span) =>
        timestamp + (long)(span.Ticks * ((double)time.TimestampFrequency / TimeSpan.TicksPerSecond));

    /// <summary>Waits until <paramref name="timestamp"/>; returns at once when it has passed.</summary>
    public static Task WaitUntilAsync(this TimeProvider time, long timestamp, CancellationToken cancellationToken)
    {
        var wait = time.GetElapsedTime(time.GetTimestamp(), timestamp);
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }
}
