namespace LocalVoice.Testing.Audio;

/// <summary>
/// Words that a test says and reads back from the audio: tones, each number with a frequency of its own. They tell which
/// audio reached whom, whatever lies between.
/// </summary>
public static class ToneWords
{
    private const int SampleRateHz = 16_000;
    private const int Lowest = 300;
    private const int Step = 20;
    private const float Loud = 0.05f;

    // Three periods of the lowest tone: shorter quiet is no gap, shorter sound no word.
    private const int Quiet = SampleRateHz / 100;
    private const int Shortest = SampleRateHz / 10;

    /// <summary>Of a word.</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Silence after a word; the speech goes on.</summary>
    public static TimeSpan Gap { get; } = TimeSpan.FromMilliseconds(20);

    /// <param name="number">0…150.</param>
    public static double FrequencyOf(int number) => Lowest + (Step * (double)number);

    /// <param name="samples">16 kHz.</param>
    /// <returns>As <c>w7 w8.</c>; empty for none.</returns>
    public static string Hear(float[] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var words = new List<string>();
        var start = -1;
        var end = 0;
        for (var i = 0; i <= samples.Length; i++)
        {
            var loud = i < samples.Length && Math.Abs(samples[i]) >= Loud;
            if (start >= 0 && (i == samples.Length || (loud && i - end > Quiet)))
            {
                Take(samples.AsSpan(start, end - start), words);
                start = -1;
            }

            if (loud)
            {
                start = start < 0 ? i : start;
                end = i + 1;
            }
        }

        return words.Count == 0 ? "" : string.Join(' ', words) + ".";
    }

    private static void Take(ReadOnlySpan<float> sound, List<string> words)
    {
        if (sound.Length < Shortest)
        {
            return;
        }

        var crossings = 0;
        for (var i = 1; i < sound.Length; i++)
        {
            crossings += (sound[i] >= 0) != (sound[i - 1] >= 0) ? 1 : 0;
        }

        var frequency = crossings * (double)SampleRateHz / (2 * sound.Length);
        words.Add($"w{Math.Round((frequency - Lowest) / Step):0}");
    }
}
