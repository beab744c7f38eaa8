using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>
/// Judges the user's speech while the agent prepares a response or says it. What is not heard yet is held back until the verdict;
/// what is heard is ducked at the onset, for a client with extensions, and cancelled once words say so. Other clients expect a
/// cancel of what is heard when speech starts.
/// </summary>
internal sealed class BargeInController(
    SessionContext session,
    BargeInOptions options,
    TurnTracker tracker,
    ResponseCoordinator responses,
    AgentVoice voice
)
{
    private readonly WordBargeInPolicy _policy = new(options, BargeInWords.BuiltIn);
    private SaidWords _newest;
    private UserTurn? _waitedFor;
    private long _quietFrom;

    private bool MayInterrupt => session.Settings.TurnDetection.InterruptResponse;

    /// <summary>Whether the voice is to be restored once the user has been silent.</summary>
    public bool Watches => voice.State is not VoiceState.Free;

    /// <summary>Onset of the user's speech; may be noise.</summary>
    public ValueTask OnsetAsync() => MayInterrupt && responses.IsAnswering ? LowerAsync() : default;

    /// <summary>The onset was not speech.</summary>
    public ValueTask FalseStartAsync() => voice.State is VoiceState.Held ? voice.RestoreAsync() : WatchAsync();

    /// <summary>The user's speech has started.</summary>
    public async ValueTask StartAsync(UserTurn turn)
    {
        _newest = SaidWords.None;
        if (!MayInterrupt || !responses.IsAnswering)
        {
            return;
        }

        if (responses.IsHeard && !session.Settings.Extensions)
        {
            await InterruptAsync(turn).ConfigureAwait(false);
            return;
        }

        turn.BargeIn = BargeInState.Undecided;
        await LowerAsync().ConfigureAwait(false);
    }

    /// <summary>Another frame of the turn.</summary>
    public ValueTask GoOnAsync(UserTurn turn) =>
        IsQuiet() ? voice.RestoreAsync()
        : IsOpen(turn) ? JudgeAsync(turn, _newest, TranscriptScope.SoFar)
        : default;

    /// <summary>Another frame without a turn.</summary>
    public ValueTask WatchAsync() => IsQuiet() ? voice.RestoreAsync() : default;

    public async ValueTask OnInterimAsync(UserTurn turn, InterimTranscript transcript)
    {
        if (!IsOpen(turn))
        {
            return;
        }

        var said = Classify(turn, transcript.Text);
        var confirmed = _newest is SaidWords.LoneStop || Classify(turn, transcript.Stable) is SaidWords.LoneStop;
        _newest = said is SaidWords.LoneStop && confirmed ? SaidWords.Stop : said;
        if (voice.State is VoiceState.Paused && said is SaidWords.NoInterruption)
        {
            await voice.DuckAsync().ConfigureAwait(false);
        }

        await JudgeAsync(turn, _newest, TranscriptScope.SoFar).ConfigureAwait(false);
    }

    /// <summary>The utterance so far has a transcript: all of it where the turn is decided, else all until a pause.</summary>
    public ValueTask OnFinalAsync(UserTurn turn, string transcript) =>
        OnFinalAsync(turn, transcript, turn.State is TurnState.Decided ? TranscriptScope.Whole : TranscriptScope.UntilPause);

    /// <summary>The turn ends: what was understood until its last pause is all of it.</summary>
    public ValueTask OnDecidedAsync(UserTurn turn) =>
        turn.Final?.Transcript is { } transcript ? OnFinalAsync(turn, transcript.Text, TranscriptScope.Whole) : default;

    /// <summary>The voice is as it was: there is no speech to judge any more.</summary>
    public ValueTask RestoreAsync() => voice.RestoreAsync();

    /// <summary>The user continues after a pause.</summary>
    public ValueTask ResumeAsync(UserTurn turn) => IsOpen(turn) ? LowerAsync(turn) : default;

    /// <summary>Judges a turn at its end: whether it is none, since the agent was active throughout and was not interrupted.</summary>
    public bool Dismisses(UserTurn turn) => IsOpen(turn);

    /// <summary>
    /// The unheard rest of what a turn has cut off, where it turns out to say nothing against it: no words, or, unless they answer
    /// the agent's question, only a backchannel. Null: it stays cut off, or is given anew.
    /// </summary>
    public string? RestOf(UserTurn turn, string transcript)
    {
        if (!options.ResumeAfterFalse || turn.CutOff is not { Rest.Length: > 0 } cut)
        {
            return null;
        }

        return _policy.Classify(transcript, session.Language, cut.Sent) switch
        {
            SaidWords.None => cut.Rest,
            SaidWords.NoInterruption when !cut.Rest.EndsWith('?') => cut.Rest,
            _ => null,
        };
    }

    /// <summary>Whether the agent is active and the turn has not interrupted it yet.</summary>
    private bool IsOpen(UserTurn turn) => turn.BargeIn is BargeInState.Undecided && responses.IsAnswering;

    private SaidWords Classify(UserTurn turn, string transcript)
    {
        var own = OwnWords(turn, transcript);
        return tracker.IsSomebodyElses || tracker.JudgeEcho()?.Repeats(own) == true
            ? SaidWords.NoInterruption
            : _policy.Classify(own, session.Language, responses.SentTranscript);
    }

    /// <summary>A turn that goes on with one before has that one's words in its transcript; the agent responds to those.</summary>
    private static string OwnWords(UserTurn turn, string transcript)
    {
        if (turn.Continues is not { } before || (before.Told ?? before.Final?.Transcript?.Text) is not { } known)
        {
            return transcript;
        }

        var own = JoinedTranscript.Split(transcript, known, before.Audio / turn.Utterance.Audio).Second;
        return own.Length > 0 || JoinedTranscript.Repeats(transcript, known) ? own : transcript;
    }

    private async ValueTask OnFinalAsync(UserTurn turn, string transcript, TranscriptScope scope)
    {
        if (IsOpen(turn))
        {
            _newest = Classify(turn, transcript);

            // Nothing is heard that could be kept: the sooner the words are answered, the better.
            var certain = _newest is SaidWords.Other && !responses.IsHeard;
            await JudgeAsync(turn, _newest, certain ? TranscriptScope.Whole : scope).ConfigureAwait(false);
        }
    }

    private ValueTask JudgeAsync(UserTurn turn, SaidWords said, TranscriptScope scope)
    {
        var speech = AudioInput.TimeOf(tracker.Turn.LastVoicedSample - tracker.Turn.OnsetSample);
        return _policy.Judge(said, speech, scope) switch
        {
            BargeInVerdict.Interruption => InterruptAsync(turn),
            BargeInVerdict.FalseInterruption => LetGoAsync(scope),
            BargeInVerdict.Unclear when tracker is { Turn.State: UserState.Speaking, IsSomebodyElses: false } => WaitAsync(turn, speech),
            _ => default,
        };
    }

    /// <summary>
    /// Nothing was said: what is held back or paused goes on. A lowered voice stays so until the user is silent, a paused one until
    /// it is clear that no words follow a moment of quiet.
    /// </summary>
    private ValueTask LetGoAsync(TranscriptScope scope) =>
        tracker.Turn.State is UserState.Speaking ? default
        : voice.State is VoiceState.Held ? voice.RestoreAsync()
        : voice.State is VoiceState.Paused && scope is TranscriptScope.Whole ? voice.DuckAsync()
        : default;

    /// <summary>Long speech, and no words: the agent waits for them, once, and not for ever.</summary>
    private ValueTask WaitAsync(UserTurn turn, TimeSpan speech)
    {
        var patient = speech < options.LongestWait;
        switch (voice.State)
        {
            case VoiceState.Held when !patient:
                _waitedFor = turn;
                return voice.RestoreAsync();
            case VoiceState.Free when responses.IsTalking:
                return LowerAsync();
            case VoiceState.Ducked when patient && _waitedFor != turn:
                _waitedFor = turn;
                return voice.PauseAsync();
            case VoiceState.Paused when !patient:
                return voice.DuckAsync();
            default:
                return default;
        }
    }

    private async ValueTask InterruptAsync(UserTurn turn)
    {
        if (responses.IsAnswering)
        {
            turn.Recorder.Mark(TurnMark.Interrupted);
        }

        turn.CutOff = await responses.InterruptAsync(ResponseEndReason.TurnDetected).ConfigureAwait(false);
        turn.BargeIn = turn.CutOff is null ? BargeInState.None : BargeInState.Interrupted;
        await RestoreAsync().ConfigureAwait(false);
    }

    /// <param name="turn">Null for one that may be about to begin.</param>
    private ValueTask LowerAsync(UserTurn? turn = null)
    {
        _quietFrom = tracker.Turn.Position;
        if (voice.State is VoiceState.Paused)
        {
            return default;
        }

        if (responses.IsTalking)
        {
            return voice.DuckAsync();
        }

        if (turn is null || _waitedFor != turn)
        {
            voice.Hold();
        }

        return default;
    }

    /// <summary>Whether the voice is held, ducked or paused, and the user has been silent for long enough.</summary>
    private bool IsQuiet()
    {
        if (voice.State is VoiceState.Free)
        {
            return false;
        }

        var turn = tracker.Turn;
        var heard =
            turn.State is UserState.Speaking ? turn.LastVoicedSample
            : turn is { State: UserState.Idle, HearsSpeech: true } ? turn.Position
            : _quietFrom;
        _quietFrom = Math.Max(_quietFrom, heard);
        var patience = voice.State is VoiceState.Held ? options.VerdictWithin : options.RestoreAfter;
        return AudioInput.TimeOf(turn.Position - _quietFrom) >= patience;
    }
}
