namespace LocalVoice.Bench.Turns.Labelled;

/// <summary>Pink noise: rows of white noise, each held for twice as long as the one before (Voss and McCartney).</summary>
internal static class PinkNoise
{
    private const int Rows = 12;

    /// <returns>About −1…1, of no particular level.</returns>
    public static float[] Of(int samples, Random random)
    {
        var rows = new double[Rows];
        var noise = new float[samples];
        var sum = 0.0;
        for (var i = 0; i < samples; i++)
        {
            var row = Math.Min(Rows - 1, int.TrailingZeroCount(i + 1));
            var value = (2 * random.NextDouble()) - 1;
            sum += value - rows[row];
            rows[row] = value;
            noise[i] = (float)((sum + (2 * random.NextDouble()) - 1) / (Rows + 1));
        }

        return noise;
    }
}
