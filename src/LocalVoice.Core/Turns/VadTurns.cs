using LocalVoice.Core.Compute;
using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Transcription;
using LocalVoice.Core.Turns.BargeIn;
using LocalVoice.Core.Turns.Endpointing;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns;

/// <summary>
/// The user's turn as detected by the server, until it is decided. In a pause the whole utterance is decoded and a
/// response is started behind its gate; when the user continues both are discarded.
/// </summary>
internal sealed class VadTurns(
    SessionContext session,
    PipelineOptions options,
    AudioInput input,
    TurnTracker tracker,
    UserItems items,
    ManualTurns manual,
    DecidedTurns decided,
    ResponseCoordinator responses,
    BargeInController bargeIn,
    PromptPrefiller prefiller
)
{
    private readonly SessionEndpointing _endpointing = new(session, options);
    private readonly Speculations _speculations = new(session, options, responses, decided, prefiller);
    private readonly InterimDecodes _interims = new(session, options, input, tracker);
    private readonly LastTurn _last = new(session, options.Turns, input, responses);
    private readonly PreRoll _preRoll = new(input);
    private UserTurn? _turn;

    /// <summary>The turn in progress; null while the user is silent.</summary>
    public UserTurn? Open => _turn;

    /// <inheritdoc cref="BargeInController.Watches"/>
    public bool Watches => bargeIn.Watches;

    /// <summary>Processes the input's current frame and its effect on the turn.</summary>
    public ValueTask ProcessFrameAsync(TurnSignal signal)
    {
        _turn?.Utterance.Append(input.Frame, input.Position);
        return ObserveAsync(signal);
    }

    /// <summary>As <see cref="ProcessFrameAsync"/>, without audio.</summary>
    public ValueTask ObserveAsync(TurnSignal signal)
    {
        switch (signal)
        {
            case TurnSignal.Onset:
                return bargeIn.OnsetAsync();
            case TurnSignal.FalseStart:
                return bargeIn.FalseStartAsync();
            case TurnSignal.SpeechStarted:
                return StartAsync();
        }

        if (_turn is not { } turn)
        {
            _last.ForgetWhenOld();
            return bargeIn.WatchAsync();
        }

        switch (signal)
        {
            case TurnSignal.Dipped:
                _interims.DecodeAhead(turn);
                return bargeIn.GoOnAsync(turn);
            case TurnSignal.Recovered:
                turn.Utterance.GoOn();
                turn.CancelWork();
                return bargeIn.GoOnAsync(turn);
            case TurnSignal.Paused:
                return PauseAsync(turn);
            case TurnSignal.Resumed:
                turn.Utterance.GoOn();
                if (!turn.Utterance.TakesTurns)
                {
                    turn.CancelWork();
                }

                return bargeIn.ResumeAsync(turn);
            case TurnSignal.Ended:
                return DecideAsync(turn);
            case TurnSignal.Overtaken:
                return OvertakeAsync(turn);
            default:
                _interims.BeginWhenDue(turn);
                return bargeIn.GoOnAsync(turn);
        }
    }

    /// <summary>Ends the turn on the client's commit, before its silence does.</summary>
    /// <returns>False when no turn is in progress.</returns>
    public async ValueTask<bool> TryCommitAsync()
    {
        if (_turn is not { } turn)
        {
            return false;
        }

        tracker.Turn.Reset();
        turn.CancelWork();
        await DecideAsync(turn).ConfigureAwait(false);
        return true;
    }

    /// <summary>Discards the turn in progress; turns that are decided are kept.</summary>
    public async ValueTask ClearAsync()
    {
        var discarded = await EndAsync().ConfigureAwait(false);
        input.Forget();
        if (discarded is not null)
        {
            await decided.DiscardAsync(discarded).ConfigureAwait(false);
        }
    }

    /// <summary>The client detects turns from now on: what was said and not committed is its to commit.</summary>
    public async ValueTask HandOverAsync()
    {
        if (await EndAsync().ConfigureAwait(false) is { } turn)
        {
            turn.BargeIn = turn.BargeIn is BargeInState.Undecided ? BargeInState.None : turn.BargeIn;
            manual.GoOn(turn);
            await decided.DeliverAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The turn detection has changed, or who decides: in a pause, another silence may be required.</summary>
    public ValueTask ReconsiderAsync()
    {
        if (_turn is not { } turn || tracker.Turn.State is not UserState.Pausing)
        {
            return default;
        }

        if (!turn.Utterance.TakesTurns)
        {
            return RequireSilenceAsync(turn, turn.Attempt?.Transcript?.Text);
        }

        AwaitRecogniser();
        return default;
    }

    public async ValueTask OnInterimAsync(long turnId, InterimTranscript? transcript)
    {
        if (_turn is not { } turn || turn.Id != turnId || transcript is null)
        {
            return;
        }

        await bargeIn.OnInterimAsync(turn, transcript).ConfigureAwait(false);
        if (responses.Active is null && tracker.Turn.State is UserState.Speaking)
        {
            _speculations.Foresee(turn, transcript, quiet: !tracker.Turn.Loud);
        }

        if (session.Settings is { Extensions: true, Transcribe: true })
        {
            await session.EmitAsync(new InterimTranscribed(turn.ItemId, transcript)).ConfigureAwait(false);
        }
    }

    public async ValueTask OnFinalAsync(FinalDecoded final)
    {
        var turn = _turn?.Attempt == final.Attempt ? _turn : decided.Find(final.Attempt);
        if (turn is null)
        {
            return;
        }

        final.Attempt.Transcript = final.Transcript ?? Transcript.Empty(session.Settings.Language, TimeSpan.Zero);
        session.Hear(final.Attempt.Transcript);
        turn.Recorder.MarkAgain(TurnMark.FinalTranscript, TimeSpan.Zero);
        await bargeIn.OnFinalAsync(turn, final.Attempt.Transcript.Text).ConfigureAwait(false);
        turn.Final = final;
        if (turn.State is TurnState.Decided)
        {
            await decided.DeliverAsync().ConfigureAwait(false);
            return;
        }

        _speculations.Begin(turn, final.Attempt);
        if (final.Failure is not null)
        {
            turn.CancelWork();
        }

        await RequireSilenceAsync(turn, final.Attempt.Transcript.Text).ConfigureAwait(false);
    }

    /// <summary>The language model tells how likely the turn ends here; of words that the turn has no more, it means nothing.</summary>
    public async ValueTask OnMessageEndAsync(MessageEndJudged judged)
    {
        if (_turn is { Utterance.TakesTurns: false, Speculation: { } speculation } turn && speculation.Response == judged.Response)
        {
            speculation.MessageEnd = judged.Probability;
            if (turn.Final is { Transcript: { } transcript })
            {
                await RequireSilenceAsync(turn, transcript.Text).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The recogniser hears where the turn ends.</summary>
    public async ValueTask OnHeardAsync(TurnHeard message)
    {
        if (message.Heard is null)
        {
            message.Utterance.LeaveTurnsToSilence();
        }

        if (_turn is not { } turn || turn.Utterance != message.Utterance)
        {
            return;
        }

        switch (message.Heard)
        {
            case { Hearing: TurnHearing.Candidate, Transcript: var transcript }:
                await HearCandidateAsync(turn, transcript).ConfigureAwait(false);
                break;
            case { Hearing: TurnHearing.Resumed }:
                turn.CancelWork();
                break;
            case { Hearing: TurnHearing.Ended, Transcript: var transcript }:
                await HearEndAsync(turn, transcript).ConfigureAwait(false);
                break;
            default:
                // Its transcript may never come.
                turn.CancelWork();
                await ReconsiderAsync().ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask HearCandidateAsync(UserTurn turn, Transcript transcript)
    {
        await HearAsync(turn, transcript).ConfigureAwait(false);
        if (turn is { Speculation: null, Attempt: { } attempt })
        {
            _speculations.Begin(turn, attempt);
        }
    }

    private async ValueTask HearEndAsync(UserTurn turn, Transcript transcript)
    {
        await HearAsync(turn, transcript).ConfigureAwait(false);
        tracker.Turn.Reset();
        await DecideAsync(turn).ConfigureAwait(false);

        // Who told the end means it: what is said next is a turn of its own.
        _last.Forget();
    }

    /// <summary>The turn has a transcript without being decoded; work on another one is void.</summary>
    private ValueTask HearAsync(UserTurn turn, Transcript transcript)
    {
        if (turn.Attempt?.Transcript?.Text == transcript.Text)
        {
            return default;
        }

        turn.CancelWork();
        turn.Recorder.MarkAgain(TurnMark.LastVoiced, input.Since(tracker.Turn.LastVoicedSample));
        turn.Recorder.MarkAgain(TurnMark.Candidate, TimeSpan.Zero);
        turn.Recorder.MarkAgain(TurnMark.FinalTranscript, TimeSpan.Zero);
        prefiller.Stop();
        session.Hear(transcript);
        turn.Attempt = DecodeAttempt.Of(transcript);
        turn.Final = new(turn.Attempt, transcript, null);
        return bargeIn.OnFinalAsync(turn, transcript.Text);
    }

    private async ValueTask StartAsync()
    {
        session.PrepareEngines();
        var turn = manual.TakeOver() is { } uncommitted
            ? items.Replace(uncommitted)
            : items.Begin(_last.ContinuedAt(tracker.Turn.OnsetSample));
        _turn = turn;
        turn.CutInto = turn.Continues is null ? _last.CutInto : null;
        _last.Forget();
        decided.UserSpeaks = true;
        turn.Recorder.MarkAgain(TurnMark.SpeechStart, input.Since(tracker.Turn.OnsetSample));
        turn.Utterance.GoOn();
        var start = Math.Max(tracker.UtteranceStart, _last.SaidUntil);
        _preRoll.Append(turn.Utterance, start);
        turn.LastInterim = input.Position;
        await session.EmitAsync(new SpeechStarted(turn.ItemId, AudioInput.TimeOf(start))).ConfigureAwait(false);
        await bargeIn.StartAsync(turn).ConfigureAwait(false);
    }

    private async ValueTask PauseAsync(UserTurn turn)
    {
        turn.Recorder.MarkAgain(TurnMark.LastVoiced, input.Since(tracker.Turn.LastVoicedSample));
        turn.Recorder.MarkAgain(TurnMark.Candidate, TimeSpan.Zero);
        var settings = session.Settings;
        if (turn.Utterance.TakesTurns)
        {
            AwaitRecogniser();
            return;
        }

        if (settings.Pipeline is PipelineMode.Parallel)
        {
            turn.Attempt = turn.Utterance.BeginFinal(input.Since(tracker.Turn.LastVoicedSample));
        }

        // A fixed silence needs no transcript; any other waits for it unless no decode is running.
        if (turn.Attempt is null || EndpointingFactory.IsFixed(settings.TurnDetection))
        {
            await RequireSilenceAsync(turn, null).ConfigureAwait(false);
        }
        else
        {
            tracker.Turn.AwaitTranscript(RequiredSilence(null, null), EndpointingFactory.LongestSilence(settings.TurnDetection));
        }
    }

    /// <summary>The recogniser tells the end; without a word of its, the longest silence does.</summary>
    private void AwaitRecogniser()
    {
        var longest = EndpointingFactory.LongestSilence(session.Settings.TurnDetection);
        tracker.Turn.AwaitTranscript(split: longest, longest);
    }

    private async ValueTask RequireSilenceAsync(UserTurn turn, string? transcript)
    {
        if (tracker.Turn.RequireSilence(RequiredSilence(transcript, turn.Speculation?.MessageEnd)) == TurnSignal.Ended)
        {
            await DecideAsync(turn).ConfigureAwait(false);
        }
    }

    private TimeSpan RequiredSilence(string? transcript, double? messageEnd) =>
        _endpointing.RequiredSilence(new(transcript, session.Language) { MessageEnd = messageEnd });

    private async ValueTask DecideAsync(UserTurn turn)
    {
        _turn = null;
        decided.UserSpeaks = false;
        (turn.LastVoiced, turn.LevelDbfs, turn.Echo) = (tracker.Turn.LastVoicedSample, tracker.LevelDbfs, tracker.JudgeEcho());
        turn.Recorder.LastVoicedAudio = AudioInput.TimeOf(turn.LastVoiced);
        _last.Remember(turn);
        if (tracker.Turn.WasCut)
        {
            _last.Forget();
        }

        turn.Audio = turn.Utterance.Audio;
        turn.CertainSpeech = tracker.Certain.Duration;
        turn.Recorder.MarkAgain(TurnMark.Decision, TimeSpan.Zero);
        await bargeIn.OnDecidedAsync(turn).ConfigureAwait(false);
        _endpointing.TurnEnded(wentOn: turn.Continues is not null || turn.MakesWhole is not null);
        await session.EmitAsync(new SpeechStopped(turn.ItemId, AudioInput.TimeOf(input.Position))).ConfigureAwait(false);
        turn.Attempt ??= turn.Utterance.BeginFinal();
        turn.Utterance.Decide();
        await decided.AddAsync(turn).ConfigureAwait(false);
    }

    /// <summary>Ends the turn in progress without deciding it.</summary>
    /// <returns>The turn; null when the user was silent.</returns>
    private async ValueTask<UserTurn?> EndAsync()
    {
        await bargeIn.RestoreAsync().ConfigureAwait(false);
        tracker.Turn.Reset();
        if (_turn is not { } turn)
        {
            return null;
        }

        await GiveUpAsync(turn).ConfigureAwait(false);
        return turn;
    }

    private ValueTask GiveUpAsync(UserTurn turn)
    {
        _turn = null;
        decided.UserSpeaks = false;
        turn.CancelWork();
        return session.EmitAsync(new SpeechStopped(turn.ItemId, AudioInput.TimeOf(input.Position)));
    }

    /// <summary>What was heard so far was not the user, who begins now: noise is no part of what they say.</summary>
    private async ValueTask OvertakeAsync(UserTurn noise)
    {
        await GiveUpAsync(noise).ConfigureAwait(false);
        await StartAsync().ConfigureAwait(false);
        await decided.DiscardAsync(noise).ConfigureAwait(false);
    }
}
