namespace LocalVoice.Bench.Tests.Engines;

/// <summary>A clock on which a millisecond passes between any two looks at it.</summary>
internal sealed class TickingTime : TimeProvider
{
    private long _milliseconds;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Interlocked.Increment(ref _milliseconds);
}
