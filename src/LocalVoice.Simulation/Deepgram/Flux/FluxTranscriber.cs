using LocalVoice.Audio;
using LocalVoice.Simulation.Deepgram.Hearing;

namespace LocalVoice.Simulation.Deepgram.Flux;

/// <summary>
/// Hears a stream's voice by its level and tells the script's turns; knows no clock but the stream's. The events keep to
/// developers.deepgram.com/docs/flux/state.
/// </summary>
internal sealed class FluxTranscriber
{
    private const double ConfidenceInSpeech = 0.02;

    private readonly DeepgramScript _script;
    private readonly DeepgramOptions _options;
    private readonly Func<FluxSilences> _draw;
    private readonly AudioFormat _format;
    private readonly VoiceWindows _windows;
    private readonly SpeechTracker _speech;
    private FluxSilences _silences;
    private HeardUtterance? _utterance;
    private State _state = State.Ready;
    private List<string> _final = [];
    private int _turnIndex;
    private long _position;
    private long _turnStart;
    private long _voiceStart;
    private long _lastTold;

    /// <param name="draw">The silences of the next turn.</param>
    public FluxTranscriber(FluxSettings settings, DeepgramScript script, DeepgramOptions options, Func<FluxSilences> draw)
    {
        (_script, _options, _draw) = (script, options, draw);
        (Thresholds, _silences) = (settings.Thresholds, draw());
        _format = new(AudioEncoding.Pcm16, settings.SampleRateHz);
        _windows = new(settings.SampleRateHz, options.ThresholdDbfs);
        _speech = new(_format.SamplesIn(options.ShortestSpeech));
    }

    private enum State
    {
        Ready,
        Speaking,

        /// <summary>After <c>EagerEndOfTurn</c>.</summary>
        AwaitingEnd,
    }

    /// <summary>May be changed between windows.</summary>
    public FluxThresholds Thresholds { get; set; }

    /// <summary>Of the messages of this turn.</summary>
    public TimeSpan Lag => _silences.Lag;

    private TimeSpan Silence => _format.DurationOf(_position - _speech.End);

    /// <param name="audio">Whole samples.</param>
    public IEnumerable<TurnInfo> Hear(ReadOnlyMemory<byte> audio) => _windows.Cut(audio).SelectMany(HearWindow);

    /// <summary>At the client's wish; nothing where there is no turn.</summary>
    public IEnumerable<TurnInfo> ForceEnd() => _state == State.Ready ? [] : [End(TurnTrigger.Manual)];

    /// <summary>What has been decoded at the end of the stream; the turn is left as it is.</summary>
    public IEnumerable<TurnInfo> Close() => _windows.Received == _lastTold ? [] : [Tell(TurnEvent.Update)];

    private IEnumerable<TurnInfo> HearWindow(bool voiced)
    {
        _position += _windows.Length;
        var wasSpeaking = _speech.IsSpeaking;
        var voice = _speech.Hear(voiced, _position, _windows.Length);
        if (!wasSpeaking && _speech.IsSpeaking && _state == State.Ready)
        {
            Begin();
        }

        _utterance?.Hear(_format.DurationOf(voice));
        if (_speech.IsSpeaking && Silence >= _options.ShortestPause)
        {
            _speech.Pause();
        }

        if (Next(voice) is { } told)
        {
            yield return told;
        }
    }

    private void Begin()
    {
        if (_utterance is not { IsOver: false })
        {
            _utterance = new(_script.Next(), _options.TimePerWord);
        }

        (_voiceStart, _final, _silences) = (_speech.Start, [], _draw());
    }

    private TurnInfo? Next(long voice) =>
        _state switch
        {
            State.Ready when voice > 0 => Enter(State.Speaking, TurnEvent.StartOfTurn),
            State.AwaitingEnd when voice > 0 => Enter(State.Speaking, TurnEvent.TurnResumed),
            State.Speaking or State.AwaitingEnd when Thresholds.End < 1 && Silence >= _silences.End => End(TurnTrigger.Model),
            State.Speaking or State.AwaitingEnd when Silence >= Thresholds.Timeout => End(TurnTrigger.Timeout),
            State.Speaking when Thresholds.Eager is not null && Silence >= _silences.Eager && Settle() => Enter(
                State.AwaitingEnd,
                TurnEvent.EagerEndOfTurn
            ),
            _ when _format.DurationOf(_position - _lastTold) >= _options.UpdateEvery => Tell(TurnEvent.Update),
            _ => null,
        };

    /// <summary>What was heard is final.</summary>
    /// <returns>Whether there is a word.</returns>
    private bool Settle()
    {
        _final.AddRange(_utterance!.Final(atPause: true));
        return _final.Count > 0;
    }

    private TurnInfo Enter(State state, TurnEvent happened)
    {
        _state = state;
        return Tell(happened);
    }

    private TurnInfo End(TurnTrigger trigger)
    {
        Settle();
        _state = State.Ready;
        var told = Tell(TurnEvent.EndOfTurn) with { Trigger = trigger };
        _speech.Pause();
        (_turnIndex, _turnStart, _final) = (_turnIndex + 1, _position, []);
        return told;
    }

    private TurnInfo Tell(TurnEvent happened)
    {
        _lastTold = _windows.Received;
        string[] words = [.. _final, .. Interim(happened)];
        return new(
            happened,
            _turnIndex,
            Seconds(_turnStart),
            Seconds(_position),
            TimedWord.Spread(words, Seconds(_voiceStart), Seconds(_speech.End)),
            Confidence(happened),
            words.Length > 0 ? _utterance!.Language : null
        );
    }

    /// <summary>A turn begins with its first word.</summary>
    private string[] Interim(TurnEvent happened) =>
        _state == State.Ready ? [] : _utterance!.Interim(atLeast: happened == TurnEvent.StartOfTurn ? 1 : 0);

    private double Confidence(TurnEvent happened) =>
        happened switch
        {
            TurnEvent.EagerEndOfTurn => Thresholds.Eager!.Value,
            TurnEvent.EndOfTurn => Thresholds.End,
            _ when _state == State.Ready || Silence <= TimeSpan.Zero => ConfidenceInSpeech,
            _ => Math.Clamp(Thresholds.End * (Silence / _silences.End), ConfidenceInSpeech, Thresholds.End * 0.99),
        };

    private double Seconds(long samples) => samples / (double)_format.SampleRateHz;
}
