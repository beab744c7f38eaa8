namespace LocalVoice.Engines.Piper;

/// <summary>Finds where the words of a sentence begin from the durations of its phoneme ids, where the model tells them.</summary>
internal static class WordPositions
{
    /// <param name="ids">The sentence: <c>^ _ (phoneme _)* $</c>.</param>
    /// <param name="spaceIds">The ids of a space in this voice.</param>
    /// <param name="framesPerId">One for each id; empty gives no positions.</param>
    /// <returns>The frame at which each word begins, in order; punctuation belongs to the word before it.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<long> ids, IReadOnlyList<long> spaceIds, IReadOnlyList<int> framesPerId)
    {
        if (framesPerId.Count != ids.Count || ids.Count < 3)
        {
            return [];
        }

        // The first word begins behind ^ and its pad, every other behind a space and its pad.
        var starts = new List<int>();
        var frame = framesPerId[0] + framesPerId[1];
        starts.Add(frame);
        for (var i = 2; i < ids.Count; i++)
        {
            frame += framesPerId[i];
            if (i >= 3 && spaceIds.Contains(ids[i - 1]) && i + 1 < ids.Count)
            {
                starts.Add(frame);
            }
        }

        return starts;
    }
}
