using LocalVoice.Core.Turns;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Stages.Vad;

/// <summary>Runs a detector over a whole recording.</summary>
internal static class SpeechSpans
{
    private const double StartThreshold = 0.5;
    private const double StopThreshold = 0.35;

    /// <param name="samples">Mono at the detector's rate; an unfinished last window is filled up with silence.</param>
    public static VadDocument Of(IVoiceActivityDetector detector, ReadOnlySpan<float> samples)
    {
        var gate = new SpeechGate(StartThreshold, StopThreshold);
        var window = new float[detector.WindowSamples];
        var probabilities = new List<float>();
        var spans = new List<VadSpan>();
        var windowMs = 1000.0 * window.Length / detector.SampleRateHz;
        double? start = null;
        for (var position = 0; position < samples.Length; position += window.Length)
        {
            var part = samples[position..Math.Min(position + window.Length, samples.Length)];
            window.AsSpan(part.Length).Clear();
            part.CopyTo(window);
            var at = probabilities.Count * windowMs;
            probabilities.Add(detector.Probability(window));
            switch ((gate.Observe(probabilities[^1]), start))
            {
                case (true, null):
                    start = at;
                    break;
                case (false, { } began):
                    spans.Add(new VadSpan(began, at));
                    start = null;
                    break;
            }
        }

        if (start is { } open)
        {
            spans.Add(new VadSpan(open, probabilities.Count * windowMs));
        }

        return new VadDocument(probabilities, spans);
    }
}
