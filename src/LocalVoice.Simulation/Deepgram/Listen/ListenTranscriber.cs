using LocalVoice.Audio;
using LocalVoice.Simulation.Deepgram.Hearing;

namespace LocalVoice.Simulation.Deepgram.Listen;

/// <summary>Hears a stream's voice by its level and tells the script's words; knows no clock but the stream's.</summary>
internal sealed class ListenTranscriber
{
    /// <summary>
    /// Less unfinished audio is not finalized: "not guaranteed if there is no significant amount of audio data to process"
    /// (developers.deepgram.com/docs/finalize).
    /// </summary>
    private static readonly TimeSpan Significant = TimeSpan.FromMilliseconds(100);

    private readonly ListenSettings _settings;
    private readonly DeepgramScript _script;
    private readonly DeepgramOptions _options;
    private readonly AudioFormat _format;
    private readonly VoiceWindows _windows;
    private readonly SpeechTracker _speech;
    private HeardUtterance? _utterance;
    private long _position;
    private long _segmentStart;
    private long _lastInterim;
    private (long Start, long End)? _segmentVoice;
    private bool _awaitsUtteranceEnd;

    public ListenTranscriber(ListenSettings settings, DeepgramScript script, DeepgramOptions options)
    {
        (_settings, _script, _options) = (settings, script, options);
        _format = new(AudioEncoding.Pcm16, settings.SampleRateHz);
        _windows = new(settings.SampleRateHz, options.ThresholdDbfs);
        _speech = new(_format.SamplesIn(options.ShortestSpeech));
    }

    /// <summary>Seconds of audio received.</summary>
    public double Duration => Seconds(_windows.Received);

    /// <param name="audio">Whole samples.</param>
    public IEnumerable<ListenEvent> Hear(ReadOnlyMemory<byte> audio) => _windows.Cut(audio).SelectMany(HearWindow);

    /// <summary>At the client's wish. Nothing where there is too little to say anything of.</summary>
    public IEnumerable<ListenEvent> Finalize() =>
        _format.DurationOf(_windows.Received - _segmentStart) < Significant ? [] : [FinishSegment(ResultsKind.Finalize)];

    /// <summary>At the end of the stream: whatever is left.</summary>
    public IEnumerable<ListenEvent> Close() => _windows.Received == _segmentStart ? [] : [FinishSegment(ResultsKind.Finalize)];

    private IEnumerable<ListenEvent> HearWindow(bool voiced)
    {
        _position += _windows.Length;
        var wasSpeaking = _speech.IsSpeaking;
        var voice = _speech.Hear(voiced, _position, _windows.Length);
        if (voice > 0)
        {
            HearVoice(voice, begins: !wasSpeaking);
            if (!wasSpeaking && _settings.VoiceEvents)
            {
                yield return new ListenEvent.SpeechStarted(Seconds(_speech.Start));
            }
        }

        if (Pauses())
        {
            _speech.Pause();
            if (_settings.Pause is not null)
            {
                yield return FinishSegment(ResultsKind.Endpoint);
            }
        }

        if (EndsUtterance())
        {
            _awaitsUtteranceEnd = false;
            yield return new ListenEvent.UtteranceEnd(Seconds(_speech.End));
        }

        if (_position - _segmentStart >= _format.SamplesIn(_options.LongestSegment))
        {
            yield return FinishSegment(ResultsKind.Segment);
        }
        else if (_settings.Interims && _position - _lastInterim >= _format.SamplesIn(_options.InterimEvery))
        {
            _lastInterim = _position;
            yield return Results(ResultsKind.Interim, _position, _utterance?.Interim() ?? []);
        }
    }

    private void HearVoice(long samples, bool begins)
    {
        if (begins && _utterance is not { IsOver: false })
        {
            _utterance = new(_script.Next(), _options.TimePerWord);
        }

        _utterance!.Hear(_format.DurationOf(samples));
        _segmentVoice = (_segmentVoice?.Start ?? Math.Max(_segmentStart, _speech.End - samples), _speech.End);
        _awaitsUtteranceEnd = _settings.UtteranceEnd is not null;
    }

    private bool Pauses()
    {
        var pause = _settings.Pause > _options.ShortestPause ? _settings.Pause.Value : _options.ShortestPause;
        return _speech.IsSpeaking && _position - _speech.End >= _format.SamplesIn(pause);
    }

    private bool EndsUtterance() => _awaitsUtteranceEnd && _position - _speech.End >= _format.SamplesIn(_settings.UtteranceEnd!.Value);

    private ListenEvent.Results FinishSegment(ResultsKind kind)
    {
        var end = kind == ResultsKind.Finalize ? _windows.Received : _position;
        var results = Results(kind, end, _utterance?.Final(atPause: kind != ResultsKind.Segment) ?? []);
        (_segmentStart, _lastInterim, _segmentVoice) = (end, end, null);
        return results;
    }

    /// <summary>The words share the segment's voice evenly.</summary>
    private ListenEvent.Results Results(ResultsKind kind, long end, string[] words)
    {
        var (from, to) = _segmentVoice ?? (_segmentStart, _segmentStart);
        return new(Seconds(_segmentStart), Seconds(end - _segmentStart), kind, TimedWord.Spread(words, Seconds(from), Seconds(to)));
    }

    private double Seconds(long samples) => samples / (double)_format.SampleRateHz;
}
