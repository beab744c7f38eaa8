using LocalVoice.Audio;
using LocalVoice.Client.Audio;
using LocalVoice.Engines.Silero;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Benchmarks;

/// <summary>
/// How much of a caller's speech Silero hears over a telephone (300 to 3400 Hz, µ-law): of the windows in which it hears speech in the
/// recording itself, and of those in which it hears none, by threshold and by the level of the line.
/// </summary>
internal static class TelephoneSpeech
{
    private const double Speech = 0.5;
    private const double Silence = 0.15;
    private const double StudioDbfs = -26;

    private static readonly double[] Thresholds = [0.3, 0.4, 0.5, 0.6, 0.7];
    private static readonly double[] LevelsDbfs = [-16, -26, -36, -46, -56];

    public static async Task RunAsync(TextWriter report)
    {
        using var factory = new SileroVadFactory(
            new SileroOptions { ModelPath = Repository.SileroModel },
            NullLogger<SileroVadFactory>.Instance
        );
        var recordings = Recordings().ToList();
        var wide = recordings.ConvertAll(samples => Probabilities(factory, samples));
        await report.WriteLineAsync(
            $"{recordings.Count} recordings, {wide.Sum(all => all.Count(p => p >= Speech))} windows of speech, "
                + $"{wide.Sum(all => all.Count(p => p < Silence))} of silence"
        );
        await report.WriteLineAsync($"{"level", -10}{string.Concat(Thresholds.Select(threshold => $"{threshold, 16:0.0}"))}");
        foreach (var level in LevelsDbfs)
        {
            var narrow = recordings.ConvertAll(samples =>
                Probabilities(factory, TelephoneChannel.Decode(TelephoneChannel.Encode(samples, level - StudioDbfs)))
            );
            var cells = Thresholds.Select(threshold => Cell(wide, narrow, threshold));
            await report.WriteLineAsync($"{level, -10}{string.Concat(cells)}");
        }
    }

    /// <summary>Speech heard, and silence taken for speech.</summary>
    private static string Cell(List<float[]> wide, List<float[]> narrow, double threshold)
    {
        var pairs = wide.Zip(narrow).SelectMany(both => both.First.Zip(both.Second)).ToList();
        var speech = pairs.FindAll(pair => pair.First >= Speech);
        var silence = pairs.FindAll(pair => pair.First < Silence);
        var heard = 100.0 * speech.Count(pair => pair.Second >= threshold) / speech.Count;
        var mistaken = 100.0 * silence.Count(pair => pair.Second >= threshold) / silence.Count;
        return $"{heard, 8:0.0} / {mistaken, -5:0.0}";
    }

    private static float[] Probabilities(SileroVadFactory factory, float[] samples)
    {
        using var detector = factory.Create();
        var window = detector.WindowSamples;
        return [.. Enumerable.Range(0, samples.Length / window).Select(i => detector.Probability(samples.AsSpan(i * window, window)))];
    }

    /// <summary>Those of the tests and of the shared folder, each at one level, with half a second of silence before and after.</summary>
    private static IEnumerable<float[]> Recordings()
    {
        var shared = Path.GetDirectoryName(Repository.Shared("audio/kennedy.wav"));
        var paths = SpokenSamples.All.Select(sample => sample.FilePath);
        paths = shared is null ? paths : paths.Concat(Directory.EnumerateFiles(shared, "*.wav", SearchOption.AllDirectories).Order());
        foreach (var path in paths)
        {
            var samples = WaveFile.Load(path).At(16_000).ToFloats();
            var factor = (float)Math.Pow(10, (StudioDbfs - ActiveDbfs(samples)) / 20);
            yield return [.. new float[8_000], .. samples.Select(sample => sample * factor), .. new float[8_000]];
        }
    }

    /// <summary>Mean level of the 20 ms that are within 20 dB of the loudest: near to ITU-T P.56.</summary>
    private static double ActiveDbfs(float[] samples)
    {
        var squares = samples.Chunk(320).Select(piece => SoundLevel.MeanSquare(piece)).ToList();
        return SoundLevel.FromMeanSquare(squares.Where(square => square > squares.Max() / 100).Average());
    }
}
