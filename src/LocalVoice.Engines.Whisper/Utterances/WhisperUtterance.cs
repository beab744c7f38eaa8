using LocalVoice.Audio;
using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Engines.Whisper.Interims;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Whisper.Utterances;

/// <summary>What a stream knows of its utterance: audio, language, pauses, what is settled. Not thread-safe.</summary>
internal sealed class WhisperUtterance(WhisperOptions options, string language, string vocabulary, ILogger logger)
{
    // whisper.cpp decodes nothing under 100 ms.
    private const int ShortestSamples = 1_600;

    // Language detected on less than 1 s is not fixed yet; chosen by trial, not measured.
    private const int DetectionSamples = 16_000;

    // A pause of 140 ms is no longer one within a word. What follows is decoded with 200 ms of it, and 20 ms have passed until
    // the voice is noticed.
    private const int SettlingPause = 2_240;
    private const int KeptPause = 3_200 + 320;

    private readonly UtteranceBuffer _buffer = new((int)AudioFormat.Recognition.SamplesIn(options.MaxUtterance));
    private readonly Loudness _loudness = new(options.SilenceDbfs);
    private readonly DecodedSpeech _decoded = new();
    private string? _detected;
    private bool _toldTooLong;

    public InterimTracker Interims { get; } = new((int)AudioFormat.Recognition.SamplesIn(options.MinInterimPeriod));

    public int Samples => _buffer.Length;

    /// <summary>The stream's language; with <c>auto</c>, the detected one once enough audio was decoded.</summary>
    public string Language => _detected ?? language;

    /// <summary>Where the voice ended, in samples; null while the user speaks.</summary>
    public int? SpeechEnd { get; private set; }

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

    /// <summary>What is left to decode.</summary>
    public DecodeInput Left() => new(_buffer.Snapshot(), _decoded.Before(SpeechEnd ?? Samples), Language, vocabulary);

    /// <summary>Whether the audio is long and loud enough to contain speech.</summary>
    public bool CanHoldSpeech() => Samples >= ShortestSamples && _loudness.Exceeded;

    public void Pauses(TimeSpan silence) => SpeechEnd = Math.Max(0, Samples - (int)AudioFormat.Recognition.SamplesIn(silence));

    /// <summary>The user goes on.</summary>
    /// <param name="run">The newest decode: what it hears of the speech before a long pause is settled.</param>
    public void Resumes(DecodeRun? run)
    {
        if (SpeechEnd is { } end && run?.Covers(end) == true && Samples - end >= SettlingPause)
        {
            run.Cut = Math.Max(end, Samples - KeptPause);
            Settle(run);
        }

        SpeechEnd = null;
    }

    /// <summary>Takes what the run has heard, if it has.</summary>
    public void Settle(DecodeRun run)
    {
        if (run.Heard is not { Count: > 0 } parts)
        {
            return;
        }

        _decoded.Settle(parts, run.Cut);
        if (run.Input.Audio.Length >= DetectionSamples && parts[^1].Heard is { Text.Length: > 0 } heard)
        {
            _detected = heard.Language;
        }
    }

    /// <summary>As <see cref="DecodedSpeech.Complete"/>.</summary>
    public void Complete(IReadOnlyList<SpeechPart> parts) => _decoded.Complete(parts);

    public void Release() => _buffer.Clear();
}
