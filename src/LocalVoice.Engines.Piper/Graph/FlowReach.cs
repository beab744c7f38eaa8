namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// How far a run of the flow goes. The first goes as far as the first chunk needs, for early audio. Later ones may not hold
/// up a chunk for longer than the audio before it lasts, nor cost much context, so each goes twice as far.
/// </summary>
internal static class FlowReach
{
    // With joe on one thread (busy machine, medians of 11 or 12), how long before the audio of the first chunk ends the second
    // is ready: 5 words 25 ms, 28 words 24 ms; with 3: 15 and 25 ms; with all of the rest at once: 14 ms, and 76 ms late. The
    // 28 words cost 5 % more processor time than with 3.
    private const int Growth = 2;

    /// <param name="done">Frames that are there.</param>
    /// <param name="needed">Frames that must be there; more than <paramref name="done"/>.</param>
    public static int Next(int done, int needed, int sentenceFrames, int contextFrames)
    {
        if (done == 0)
        {
            return needed;
        }

        // A rest shorter than the context of a run of its own is taken along.
        var next = Math.Max(needed, Growth * done);
        return sentenceFrames - next <= 2 * contextFrames ? sentenceFrames : next;
    }
}
