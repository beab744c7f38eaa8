namespace LocalVoice.Bench.Turns.Labelled;

/// <summary>Several others who speak at once.</summary>
/// <param name="voices">Each at 16 kHz and at least a second long.</param>
internal sealed class Babble(IReadOnlyList<float[]> voices)
{
    /// <returns>Of no particular level; each voice goes round from a place of its own.</returns>
    public float[] Of(int samples, Random random)
    {
        var babble = new float[samples];
        foreach (var voice in voices)
        {
            var start = random.Next(voice.Length);
            for (var i = 0; i < samples; i++)
            {
                babble[i] += voice[(start + i) % voice.Length];
            }
        }

        return babble;
    }
}
