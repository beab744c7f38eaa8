namespace LocalVoice.Core.Turns.Echo;

/// <summary>
/// How long ago a frame of the input was recorded, for a network that delivers some late: the earliest frames of the last two
/// seconds came without delay. Pure.
/// </summary>
internal sealed class CaptureClock
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(10);
    private const int Period = 100;
    private TimeSpan _recorded;
    private TimeSpan _earliest = TimeSpan.MaxValue;
    private TimeSpan _earliestBefore = TimeSpan.MaxValue;
    private int _count;

    /// <summary>The next frame.</summary>
    /// <param name="now">When it is processed, on any clock.</param>
    /// <returns>Its age; 0 or more.</returns>
    public TimeSpan Age(TimeSpan now)
    {
        _recorded += Frame;
        var late = now - _recorded;
        if (++_count % Period == 0)
        {
            (_earliestBefore, _earliest) = (_earliest, late);
        }

        _earliest = late < _earliest ? late : _earliest;
        return late - (_earliest < _earliestBefore ? _earliest : _earliestBefore);
    }
}
