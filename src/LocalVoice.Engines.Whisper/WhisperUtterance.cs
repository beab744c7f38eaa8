using LocalVoice.Audio;
using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Engines.Whisper.Interims;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Whisper;

/// <summary>What a stream knows of its utterance: audio, language, interims. Not thread-safe.</summary>
internal sealed class WhisperUtterance(WhisperOptions options, string language, ILogger logger)
{
    // whisper.cpp decodes nothing under 100 ms.
    private const int ShortestSamples = 1_600;

    // Language detected on less than 1 s is not fixed yet; chosen by trial, not measured.
    private const int DetectionSamples = 16_000;

    private readonly UtteranceBuffer _buffer = new((int)AudioFormat.Recognition.SamplesIn(options.MaxUtterance));
    private readonly Loudness _loudness = new(options.SilenceDbfs);
    private string? _detected;
    private bool _toldTooLong;

    public InterimTracker Interims { get; } = new((int)AudioFormat.Recognition.SamplesIn(options.MinInterimPeriod));

    public int Samples => _buffer.Length;

    /// <summary>The stream's language; with <c>auto</c>, the detected one once enough audio was decoded.</summary>
    public string Language => _detected ?? language;

    public void Append(ReadOnlySpan<float> samples)
    {
        var kept = _buffer.Append(samples);
        _loudness.Observe(samples[..kept]);
        if (kept == samples.Length || _toldTooLong)
        {
            return;
        }

        _toldTooLong = true;
        Log.UtteranceTooLong(logger, options.MaxUtterance);
    }

    public UtteranceAudio Snapshot() => _buffer.Snapshot();

    /// <summary>Whether the audio is long and loud enough to contain speech.</summary>
    public bool CanHoldSpeech() => Samples >= ShortestSamples && _loudness.Exceeded;

    public void Heard(Hypothesis hypothesis, int samples)
    {
        if (samples >= DetectionSamples && hypothesis.Text.Length > 0)
        {
            _detected = hypothesis.Language;
        }
    }

    public void Release() => _buffer.Clear();
}
