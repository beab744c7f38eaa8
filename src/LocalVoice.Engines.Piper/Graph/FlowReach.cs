namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// How far a run of the flow goes. The first goes as far as the first chunk needs, for early audio. Later ones may not hold
/// up a chunk for longer than the audio before it lasts, nor cost much context, so each goes several times as far.
/// </summary>
internal static class FlowReach
{
    private const int Growth = 3;

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
