using LocalVoice.Core.Input;

namespace LocalVoice.Core.Turns;

/// <summary>
/// Ends a turn that has grown too long in the best pause that comes: the one that is enough falls from half a second to none within a
/// quarter of the longest turn. Pure.
/// </summary>
internal static class TurnCap
{
    // People who tell a story pause for half a second every few seconds; chosen by trial, not measured.
    private const double LongestPause = 0.5 * FrameAnalysis.SampleRateHz;

    /// <param name="length">Of the turn, in samples at 16 kHz, as the others.</param>
    /// <param name="quiet">Since the last voiced sample.</param>
    /// <param name="longest">From this length on pauses end it.</param>
    public static bool Ends(long length, long quiet, long longest)
    {
        var beyond = (length - longest) / (longest / 4.0);
        return beyond >= 0 && quiet >= LongestPause * Math.Max(0, 1 - beyond);
    }
}
