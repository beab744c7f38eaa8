using LocalVoice.Bench.Report;
using LocalVoice.Speech;

namespace LocalVoice.Bench.Engines;

/// <summary>Time per window of the voice activity detector, on one thread.</summary>
public sealed class DetectorMeasure(IVoiceActivityDetectorFactory detectors, BenchSpeech speech, Repetitions repetitions, TimeProvider time)
    : IEngineMeasure
{
    // Averages over 3.2 s of audio; chosen by trial, not measured.
    private const int WindowsPerRun = 100;

    public async Task<IReadOnlyList<EngineFigure>> MeasureAsync(CancellationToken cancellationToken)
    {
        using var detector = detectors.Create();
        var samples = speech.LastingSamples(WindowsPerRun * detector.WindowSamples);
        var runs = await repetitions.OfAsync(_ =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(Windows(detector, samples.Span));
        });
        var milliseconds = 1000.0 * detector.WindowSamples / detector.SampleRateHz;
        return
        [
            new EngineFigure(
                "vad",
                "one window",
                "µs",
                Distribution.Of(runs.SelectMany(run => run)),
                $"{milliseconds:0} ms of audio, one thread"
            ),
        ];
    }

    private double[] Windows(IVoiceActivityDetector detector, ReadOnlySpan<float> samples)
    {
        var times = new double[WindowsPerRun];
        for (var i = 0; i < times.Length; i++)
        {
            var start = time.GetTimestamp();
            _ = detector.Probability(samples.Slice(i * detector.WindowSamples, detector.WindowSamples));
            times[i] = time.GetElapsedTime(start).TotalMicroseconds;
        }

        return times;
    }
}
