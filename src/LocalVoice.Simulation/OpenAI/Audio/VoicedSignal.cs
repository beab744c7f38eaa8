namespace LocalVoice.Simulation.OpenAI.Audio;

/// <summary>
/// What simulated voices say: a voiced sound of 150 Hz with its harmonics, at -20 dBFS, as long as a person would take for the
/// text. 24 kHz, s16le, mono.
/// </summary>
internal static class VoicedSignal
{
    public const int SampleRateHz = 24_000;

    public const int BytesPerSample = 2;

    private const double CharactersPerSecond = 15;

    private const int PitchHz = 150;

    private const int Harmonics = 6;

    private const double Dbfs = -20;

    private static readonly byte[] Period = MakePeriod();

    public static TimeSpan Duration(string text, double speed = 1) => TimeSpan.FromSeconds(text.Length / CharactersPerSecond / speed);

    public static int Samples(TimeSpan duration) => (int)(duration.TotalSeconds * SampleRateHz);

    /// <summary>From any sample on; the sound is the same all through.</summary>
    public static byte[] Bytes(int firstSample, int samples)
    {
        var bytes = new byte[samples * BytesPerSample];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = Period[((firstSample * BytesPerSample) + i) % Period.Length];
        }

        return bytes;
    }

    private static byte[] MakePeriod()
    {
        var wave = new double[SampleRateHz / PitchHz];
        for (var i = 0; i < wave.Length; i++)
        {
            wave[i] = Enumerable.Range(1, Harmonics).Sum(harmonic => Math.Sin(2 * Math.PI * harmonic * i / wave.Length) / harmonic);
        }

        var level = Math.Pow(10, Dbfs / 20) / Math.Sqrt(wave.Average(value => value * value));
        return
        [
            .. wave.SelectMany(value =>
            {
                var sample = (short)Math.Round(value * level * short.MaxValue);
                return new[] { (byte)sample, (byte)(sample >> 8) };
            }),
        ];
    }
}
