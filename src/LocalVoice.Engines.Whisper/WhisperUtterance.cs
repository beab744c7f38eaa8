using LocalVoice.Audio;
using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Engines.Whisper.Interims;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Whisper;

/// <summary>What a stream holds of the current utterance: audio, language, interims. Not thread-safe.</summary>
internal sealed class WhisperUtterance(WhisperOptions options, string language, ILogger logger) : IDisposable
{
    // whisper.cpp decodes nothing shorter.
    private const int ShortestSamples = 1_600;

    // What is detected in less may still change.
    private const int DetectionSamples = 16_000;

    private readonly UtteranceBuffer _buffer = new((int)AudioFormat.Recognition.SamplesIn(options.MaxUtterance));
    private string? _detected;
    private bool _toldTooLong;

    public InterimTracker Interims { get; } = new((int)AudioFormat.Recognition.SamplesIn(options.MinInterimPeriod));

    /// <summary>Goes up with every discarded utterance, so that a late decode knows that it is of another one.</summary>
    public int Revision { get; private set; }

    public int Samples => _buffer.Length;

    /// <summary>The stream's language; with <c>auto</c>, the detected one once there is enough audio.</summary>
    public string Language => _detected ?? language;

    public void Append(ReadOnlySpan<float> samples)
    {
        if (_buffer.Append(samples) == samples.Length || _toldTooLong)
        {
            return;
        }

        _toldTooLong = true;
        Log.UtteranceTooLong(logger, options.MaxUtterance);
    }

    public RentedAudio Snapshot() => _buffer.Snapshot();

    /// <summary>Whether there can be words at all.</summary>
    public bool CanHoldSpeech(ReadOnlySpan<float> samples) =>
        samples.Length >= ShortestSamples && Loudness.Exceeds(samples, options.SilenceDbfs);

    public void Heard(Hypothesis hypothesis, int samples)
    {
        if (samples >= DetectionSamples && hypothesis.Text.Length > 0)
        {
            _detected = hypothesis.Language;
        }
    }

    public void Discard()
    {
        _buffer.Clear();
        Interims.Reset();
        (Revision, _detected, _toldTooLong) = (Revision + 1, null, false);
    }

    public void Dispose() => _buffer.Dispose();
}
