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
/// The user's turns as detected by the server. In a pause the whole utterance is decoded and a response is started
/// behind its gate; when the user continues both are discarded, when the turn is decided the gate opens.
/// </summary>
internal sealed class VadTurns(
    SessionContext session,
    PipelineOptions options,
    AudioInput input,
    TurnTracker tracker,
    UtteranceTranscriber transcriber,
    UserItems items,
    ResponseCoordinator responses,
    BargeInController bargeIn,
    PromptPrefiller prefiller
)
{
    private readonly EndpointingFactory _endpointing = new(options.Endpointing);

    // Pre-roll buffer: 2 s at 16 kHz; a longer prefix padding is cut to this.
    private readonly float[] _preRoll = new float[2 * FrameAnalysis.SampleRateHz];
    private UserTurn? _turn;
    private long _appendedUntil;

    /// <summary>Whether the user's turn is over and its transcript is awaited.</summary>
    public bool IsAwaited => _turn is { Decided: true };

    /// <summary>Processes the input's current frame and its effect on the turn.</summary>
    public ValueTask ProcessFrameAsync(TurnSignal signal)
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

        if (_turn is not { Decided: false } turn)
        {
            return default;
        }

        transcriber.Append(input.Frame);
        _appendedUntil = input.Position;
        switch (signal)
        {
            case TurnSignal.Paused:
                return PauseAsync(turn);
            case TurnSignal.Resumed:
                DiscardSpeculation(turn);
                return bargeIn.ResumeAsync();
            case TurnSignal.Ended:
                return DecideAsync(turn);
            default:
                BeginInterim(turn);
                return bargeIn.GoOnAsync();
        }
    }

    /// <summary>Ends the turn on the client's commit, before its silence does.</summary>
    /// <returns>False when no turn is in progress.</returns>
    public async ValueTask<bool> TryCommitAsync()
    {
        if (_turn is not { Decided: false } turn)
        {
            return false;
        }

        tracker.Turn.Reset();
        DiscardSpeculation(turn);
        await DecideAsync(turn).ConfigureAwait(false);
        return true;
    }

    /// <summary>Holds a client's response request until the pending transcript is available.</summary>
    /// <returns>False when no transcript is pending.</returns>
    public bool TryAwait(ResponseRequest request)
    {
        if (_turn is not { Decided: true } turn)
        {
            return false;
        }

        turn.Requested = request;
        return true;
    }

    /// <summary>Discards the turn in progress; a decided turn is kept.</summary>
    public async ValueTask ClearAsync()
    {
        await bargeIn.RestoreAsync().ConfigureAwait(false);
        tracker.Turn.Reset();
        input.Recent.Clear();
        if (_turn is { Decided: true })
        {
            return;
        }

        _turn?.CancelWork();
        _turn = null;
        transcriber.Discard();
    }

    public async ValueTask OnInterimAsync(long turnId, InterimTranscript? transcript)
    {
        if (_turn is not { Decided: false } turn || turn.Id != turnId || transcript is null)
        {
            return;
        }

        await bargeIn.OnInterimAsync(transcript.Text).ConfigureAwait(false);
        if (responses.Active is null)
        {
            prefiller.Prefill(transcript.Stable);
        }

        if (session.Settings is { Extensions: true, Transcribe: true })
        {
            await session.EmitAsync(new InterimTranscribed(turn.ItemId, transcript)).ConfigureAwait(false);
        }
    }

    public async ValueTask OnFinalAsync(DecodeAttempt attempt, Transcript? transcript, Exception? failure)
    {
        if (_turn is not { } turn || turn.Attempt != attempt)
        {
            return;
        }

        attempt.Transcript = transcript ?? Transcript.Empty(session.Settings.Language, TimeSpan.Zero);
        turn.Recorder.MarkAgain(TurnMark.FinalTranscript, TimeSpan.Zero);
        await bargeIn.OnFinalAsync(attempt.Transcript.Text).ConfigureAwait(false);
        if (turn.Decided)
        {
            if (failure is not null)
            {
                await items.TranscriptionFailedAsync(turn, failure).ConfigureAwait(false);
            }

            await DeliverAsync(turn, attempt).ConfigureAwait(false);
            return;
        }

        Speculate(turn, attempt);
        if (failure is not null)
        {
            turn.Attempt = null;
        }

        await RequireSilenceAsync(turn, attempt.Transcript.Text).ConfigureAwait(false);
    }

    private async ValueTask StartAsync()
    {
        // Speech before the last turn became an item belongs to that turn.
        var turn = _turn ??= items.Begin();
        turn.Decided = false;
        DiscardSpeculation(turn);
        turn.Recorder.MarkAgain(TurnMark.SpeechStart, input.Since(tracker.Turn.OnsetSample));
        var length = (int)Math.Min(input.Position - Math.Max(tracker.UtteranceStart, _appendedUntil), _preRoll.Length);
        transcriber.Append(_preRoll.AsSpan(0, input.Recent.CopyNewest(length, _preRoll)));
        _appendedUntil = input.Position;
        turn.LastInterim = input.Position;
        await session.EmitAsync(new SpeechStarted(turn.ItemId, AudioInput.TimeOf(tracker.UtteranceStart))).ConfigureAwait(false);
        await bargeIn.StartAsync().ConfigureAwait(false);
    }

    private void BeginInterim(UserTurn turn)
    {
        // Twice as often during a possible barge-in: the decision to stop the agent depends on it.
        var period = bargeIn.Undecided ? options.InterimPeriod / 2 : options.InterimPeriod;
        var due = input.Position - turn.LastInterim >= period.TotalSeconds * FrameAnalysis.SampleRateHz;
        if (
            due
            && tracker.Turn is { State: UserState.Speaking, Loud: true }
            && session.Settings.Pipeline == PipelineMode.Parallel
            && (bargeIn.Undecided || session.Load.Allows(SheddableWork.Interim))
        )
        {
            turn.LastInterim = input.Position;
            transcriber.BeginInterim(turn.Id);
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
            turn.Attempt = transcriber.BeginFinal();
        }

        // A fixed silence needs no transcript; any other waits for it unless no decode is running.
        if (turn.Attempt is null || EndpointingFactory.IsFixed(settings.TurnDetection))
        {
            await RequireSilenceAsync(turn, null).ConfigureAwait(false);
        }
    }

    /// <summary>The user continues: work started in the pause is discarded.</summary>
    private void DiscardSpeculation(UserTurn turn)
    {
        if (turn.Attempt is not null)
        {
            turn.Recorder.SpeculationsWasted += session.Settings.Speculate ? 1 : 0;
            turn.CancelWork();
        }
    }

    private async ValueTask RequireSilenceAsync(UserTurn turn, string? transcript)
    {
        var silence = _endpointing.For(session.Settings.TurnDetection).RequiredSilence(new(transcript, session.Settings.Language));
        if (tracker.Turn.RequireSilence(silence) == TurnSignal.Ended)
        {
            await DecideAsync(turn).ConfigureAwait(false);
        }
    }

    private void Speculate(UserTurn turn, DecodeAttempt attempt)
    {
        if (
            attempt.Transcript is { Text.Length: > 0 } transcript
            && session.Settings is { Speculate: true, Pipeline: PipelineMode.Parallel, TurnDetection.CreateResponse: true }
            && responses.Active is null
            && session.Load.Allows(SheddableWork.Speculation)
        )
        {
            turn.Recorder.MarkAgain(TurnMark.SpeculativeFinal, TimeSpan.Zero);
            var response = responses.Begin(new(), transcript.Text, speculative: true);
            turn.Speculation = new(response, session.History.Version, session.Settings);
        }
    }

    private async ValueTask DecideAsync(UserTurn turn)
    {
        turn.Decided = true;
        turn.Recorder.MarkAgain(TurnMark.Decision, TimeSpan.Zero);
        await session.EmitAsync(new SpeechStopped(turn.ItemId, AudioInput.TimeOf(input.Position))).ConfigureAwait(false);
        turn.Attempt ??= transcriber.BeginFinal();
        transcriber.Decide();
        if (turn.Attempt is { Transcript: not null } attempt)
        {
            await DeliverAsync(turn, attempt).ConfigureAwait(false);
        }
    }

    /// <summary>Adds the decided, transcribed turn to the conversation and starts or releases its response.</summary>
    private async ValueTask DeliverAsync(UserTurn turn, DecodeAttempt attempt)
    {
        _turn = null;
        transcriber.Discard();
        var speculation = turn.Speculation;
        var begun =
            turn.Requested is null && speculation?.IsCurrent(session.History.Version, session.Settings) == true
                ? speculation.Response
                : null;
        if (begun is null)
        {
            speculation?.Response.Cancel(ResponseEndReason.TurnDetected);
        }

        if (turn.Requested is null && bargeIn.Dismisses())
        {
            begun?.Cancel(ResponseEndReason.TurnDetected);
        }
        else if (attempt.Transcript is { Text.Length: > 0 } transcript)
        {
            await items.CommitAsync(turn, transcript.Text).ConfigureAwait(false);
            await items.TranscribedAsync(turn, transcript).ConfigureAwait(false);
            if (session.Settings.TurnDetection.CreateResponse || turn.Requested is not null)
            {
                await responses
                    .RespondAsync(begun ?? responses.Begin(turn.Requested ?? new(), null, speculative: false), turn.Recorder)
                    .ConfigureAwait(false);
            }
        }
        else if (turn.Requested is { } request)
        {
            await responses.RespondAsync(responses.Begin(request, null, speculative: false), null).ConfigureAwait(false);
        }
    }
}
