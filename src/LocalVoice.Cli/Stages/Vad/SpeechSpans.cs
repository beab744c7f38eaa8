using LocalVoice.Audio;
using LocalVoice.Core.Input;
using LocalVoice.Core.Turns;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Stages.Vad;

/// <summary>Runs a detector over a whole recording with the server's thresholds.</summary>
internal sealed class SpeechSpans
{
    private static readonly TurnOptions Turns = new();

    // Shorter gaps are merged; 100 ms as in Silero VAD's own utilities.
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromMilliseconds(100);

    private readonly VadHysteresis _gate = new();
    private readonly NoiseFloorEstimator _floor = new();
    private readonly List<VadSpan> _spans = [];
    private double? _start;
    private double _lastLoud;

    /// <param name="samples">Mono at the detector's rate; an incomplete last window is padded with silence.</param>
    public static VadDocument Of(IVoiceActivityDetector detector, ReadOnlySpan<float> samples)
    {
        var found = new SpeechSpans();
        var window = new float[detector.WindowSamples];
        var probabilities = new List<float>();
        var windowMs = 1000.0 * window.Length / detector.SampleRateHz;
        for (var position = 0; position < samples.Length; position += window.Length)
        {
            var part = samples[position..Math.Min(position + window.Length, samples.Length)];
            window.AsSpan(part.Length).Clear();
            part.CopyTo(window);
            probabilities.Add(detector.Probability(window));
            found.Observe(window, (probabilities.Count - 1) * windowMs, windowMs, probabilities[^1]);
        }

        found.Close(probabilities.Count * windowMs);
        return new VadDocument(
            probabilities,
            [.. found._spans.Where(span => span.EndMs - span.StartMs >= Turns.MinimumSpeech.TotalMilliseconds)]
        );
    }

    private void Observe(ReadOnlySpan<float> window, double at, double windowMs, float probability)
    {
        // Quarters of a window (8 ms) approximate the server's 10 ms frames.
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var part = window.Slice(quarter * window.Length / 4, window.Length / 4);
            if (_floor.IsLoud(SoundLevel.RmsDbfs(part), _gate.Open))
            {
                _lastLoud = at + ((quarter + 1) * windowMs / 4);
            }
        }

        if (!_gate.Observe(probability, Turns.StartThreshold, Turns.StopThreshold))
        {
            Close(at);
        }
        else
        {
            _start ??= at;
        }
    }

    private void Close(double at)
    {
        if (_start is not { } start)
        {
            return;
        }

        _start = null;
        var lastVoiced = Math.Clamp(_lastLoud, start, at);
        if (_spans is [.., var before] && start - before.EndMs < ShortestSilence.TotalMilliseconds)
        {
            _spans[^1] = before with { EndMs = at, LastVoicedMs = lastVoiced };
        }
        else
        {
            _spans.Add(new VadSpan(start, at, lastVoiced));
        }
    }
}
