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
    private readonly EndpointingFactory _endpointing = new(options.Endpointing);
    private float[] _preRoll = [];
    private UserTurn? _turn;
    private UserTurn? _last;
    private long _saidUntil;

    /// <summary>The turn in progress; null while the user is silent.</summary>
    public UserTurn? Open => _turn;

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
                return bargeIn.RestoreAsync();
            case TurnSignal.SpeechStarted:
                return StartAsync();
        }

        if (_turn is not { } turn)
        {
            ForgetLast();
            return default;
        }

        switch (signal)
        {
            case TurnSignal.Paused:
                return PauseAsync(turn);
            case TurnSignal.Resumed:
                DiscardSpeculation(turn);
                return bargeIn.ResumeAsync(turn);
            case TurnSignal.Ended:
                return DecideAsync(turn);
            default:
                BeginInterim(turn);
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
        DiscardSpeculation(turn);
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

    /// <summary>The turn detection has changed: in a pause, another silence may be required.</summary>
    public ValueTask ReconsiderAsync() =>
        _turn is { } turn && tracker.Turn.State is UserState.Pausing ? RequireSilenceAsync(turn, turn.Attempt?.Transcript?.Text) : default;

    public async ValueTask OnInterimAsync(long turnId, InterimTranscript? transcript)
    {
        if (_turn is not { } turn || turn.Id != turnId || transcript is null)
        {
            return;
        }

        await bargeIn.OnInterimAsync(turn, transcript.Text).ConfigureAwait(false);
        if (responses.Active is null)
        {
            prefiller.Prefill(transcript.Stable);
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
        turn.Recorder.MarkAgain(TurnMark.FinalTranscript, TimeSpan.Zero);
        await bargeIn.OnFinalAsync(turn, final.Attempt.Transcript.Text).ConfigureAwait(false);
        turn.Final = final;
        if (turn.State is TurnState.Decided)
        {
            await decided.DeliverAsync().ConfigureAwait(false);
            return;
        }

        Speculate(turn, final.Attempt);
        if (final.Failure is not null)
        {
            (turn.Attempt, turn.Final) = (null, null);
        }

        await RequireSilenceAsync(turn, final.Attempt.Transcript.Text).ConfigureAwait(false);
    }

    private async ValueTask StartAsync()
    {
        var turn = manual.TakeOver() is { } uncommitted ? items.Replace(uncommitted) : items.Begin(Continued());
        _turn = turn;
        Remember(null);
        decided.UserSpeaks = true;
        turn.Recorder.MarkAgain(TurnMark.SpeechStart, input.Since(tracker.Turn.OnsetSample));
        AppendPreRoll(turn.Utterance);
        turn.LastInterim = input.Position;
        await session.EmitAsync(new SpeechStarted(turn.ItemId, AudioInput.TimeOf(tracker.UtteranceStart))).ConfigureAwait(false);
        await bargeIn.StartAsync(turn).ConfigureAwait(false);
    }

    /// <summary>
    /// The turn before, when the user goes on with it: the silence between was short, and of its answer nothing was
    /// heard yet. Null: the turn that begins is one of its own.
    /// </summary>
    private UserTurn? Continued() =>
        _last is { } last
        && AudioInput.TimeOf(tracker.Turn.OnsetSample - last.LastVoiced) < options.Turns.JoinWithin
        && (last.State is TurnState.Decided || (responses.IsUnheard && session.Settings.TurnDetection.InterruptResponse))
            ? last
            : null;

    /// <summary>The audio from before the onset; but what a turn before said is not said again.</summary>
    private void AppendPreRoll(Utterance utterance)
    {
        var start = Math.Max(tracker.UtteranceStart, Math.Max(utterance.Until, _saidUntil));
        var length = (int)Math.Max(0, input.Position - start);
        if (_preRoll.Length < length)
        {
            _preRoll = new float[length];
        }

        utterance.Append(_preRoll.AsSpan(0, input.Recent.CopyNewest(length, _preRoll)), input.Position);
    }

    private void BeginInterim(UserTurn turn)
    {
        // Twice as often during a possible barge-in: the decision to stop the agent depends on it.
        var undecided = turn.BargeIn is BargeInState.Undecided;
        var period = undecided ? options.InterimPeriod / 2 : options.InterimPeriod;
        var due = input.Position - turn.LastInterim >= period.TotalSeconds * FrameAnalysis.SampleRateHz;
        if (
            due
            && tracker.Turn is { State: UserState.Speaking, Loud: true }
            && session.Settings.Pipeline == PipelineMode.Parallel
            && (undecided || session.Load.Allows(SheddableWork.Interim))
        )
        {
            turn.LastInterim = input.Position;
            turn.Utterance.BeginInterim(turn.Id);
        }
    }

    private async ValueTask PauseAsync(UserTurn turn)
    {
        await bargeIn.RestoreAsync().ConfigureAwait(false);
        turn.Recorder.MarkAgain(TurnMark.LastVoiced, input.Since(tracker.Turn.LastVoicedSample));
        turn.Recorder.MarkAgain(TurnMark.Candidate, TimeSpan.Zero);
        prefiller.Stop();
        var settings = session.Settings;
        if (settings.Pipeline == PipelineMode.Parallel && turn.Speculations < options.MaxSpeculationsPerTurn)
        {
            turn.Speculations++;
            turn.Attempt = turn.Utterance.BeginFinal();
        }

        // A fixed silence needs no transcript; any other waits for it unless no decode is running.
        if (turn.Attempt is null || EndpointingFactory.IsFixed(settings.TurnDetection))
        {
            await RequireSilenceAsync(turn, null).ConfigureAwait(false);
        }
        else
        {
            tracker.Turn.AwaitTranscript(RequiredSilence(null), EndpointingFactory.LongestSilence(settings.TurnDetection));
        }
    }

    /// <summary>The user continues: work started in the pause is discarded.</summary>
    private void DiscardSpeculation(UserTurn turn)
    {
        if (turn.Attempt is not null)
        {
            turn.Recorder.SpeculationsWasted += session.Settings.Speculate ? 1 : 0;
            turn.Speculation?.Response.Discard();
            turn.CancelWork();
        }
    }

    private async ValueTask RequireSilenceAsync(UserTurn turn, string? transcript)
    {
        if (tracker.Turn.RequireSilence(RequiredSilence(transcript)) == TurnSignal.Ended)
        {
            await DecideAsync(turn).ConfigureAwait(false);
        }
    }

    private TimeSpan RequiredSilence(string? transcript) =>
        _endpointing.For(session.Settings.TurnDetection).RequiredSilence(new(transcript, session.Settings.Language));

    private void Speculate(UserTurn turn, DecodeAttempt attempt)
    {
        if (
            attempt.Transcript is { Text.Length: > 0 } transcript
            && session.Settings is { Speculate: true, Pipeline: PipelineMode.Parallel, TurnDetection.CreateResponse: true }
            && responses.Active is null
            && decided.IsEmpty
            && session.Load.Allows(SheddableWork.Speculation)
        )
        {
            turn.Recorder.MarkAgain(TurnMark.SpeculativeFinal, TimeSpan.Zero);
            var response = responses.Speculate(transcript.Text, turn.Continues?.ItemId);
            turn.Speculation = new(response, session.History.Version, session.Settings);
        }
    }

    private async ValueTask DecideAsync(UserTurn turn)
    {
        _turn = null;
        Remember(turn);
        decided.UserSpeaks = false;
        turn.LastVoiced = _saidUntil = tracker.Turn.LastVoicedSample;
        turn.Audio = turn.Utterance.Audio;
        turn.Recorder.MarkAgain(TurnMark.Decision, TimeSpan.Zero);
        await bargeIn.RestoreAsync().ConfigureAwait(false);
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

        _turn = null;
        decided.UserSpeaks = false;
        DiscardSpeculation(turn);
        await session.EmitAsync(new SpeechStopped(turn.ItemId, AudioInput.TimeOf(input.Position))).ConfigureAwait(false);
        return turn;
    }

    /// <summary>Whoever speaks after so long a silence does not go on with the last turn.</summary>
    private void ForgetLast()
    {
        if (_last is { } last && input.Since(last.LastVoiced) > options.Turns.JoinWithin + options.Turns.MinimumSpeech)
        {
            Remember(null);
        }
    }

    private void Remember(UserTurn? last)
    {
        last?.Utterance.Hold();
        _last?.Utterance.Release();
        _last = last;
    }
}
