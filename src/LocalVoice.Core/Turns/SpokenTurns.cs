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
/// The user's turns where the server finds them. In a pause the whole utterance is decoded and an answer begun behind
/// its gate; when the user goes on both are void, when the turn is decided the gate opens.
/// </summary>
internal sealed class SpokenTurns(
    SessionContext session,
    ListeningStage listening,
    UtteranceTranscriber transcriber,
    UserItems items,
    AgentSide agent,
    BargeInController bargeIn,
    PromptPrefiller prefiller)
{
    private readonly EndpointingFactory _endpointing = new(session.Options.Endpointing);
    private readonly float[] _preRoll = new float[2 * VoiceFrame.SampleRateHz];
    private UserTurn? _turn;
    private long _appendedUntil;

    /// <summary>Takes the listening stage's newest frame and what it means.</summary>
    public ValueTask HearAsync(TurnSignal signal)
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

        transcriber.Append(listening.Frame);
        _appendedUntil = listening.Position;
        switch (signal)
        {
            case TurnSignal.Paused:
                return PauseAsync(turn);
            case TurnSignal.Resumed:
                Void(turn);
                return bargeIn.ResumeAsync();
            case TurnSignal.Ended:
                return DecideAsync(turn);
            default:
                BeginInterim(turn);
                return bargeIn.GoOnAsync();
        }
    }

    /// <summary>The client ends the turn before its silence does.</summary>
    /// <returns>False when nobody speaks.</returns>
    public async ValueTask<bool> TryCommitAsync()
    {
        if (_turn is not { Decided: false } turn)
        {
            return false;
        }

        listening.Turns.Reset();
        Void(turn);
        await DecideAsync(turn).ConfigureAwait(false);
        return true;
    }

    /// <summary>Keeps an answer that the client asks for until the words that it answers are at hand.</summary>
    /// <returns>False when no words are under way.</returns>
    public bool TryAwait(ResponseRequest request)
    {
        if (_turn is not { Decided: true } turn)
        {
            return false;
        }

        turn.Requested = request;
        return true;
    }

    /// <summary>Drops the turn under way; one that is decided stands.</summary>
    public async ValueTask ClearAsync()
    {
        await bargeIn.RestoreAsync().ConfigureAwait(false);
        listening.Turns.Reset();
        listening.Recent.Clear();
        if (_turn is { Decided: true })
        {
            return;
        }

        _turn?.Attempt?.Cancel();
        _turn = null;
        transcriber.Discard();
    }

    public async ValueTask OnInterimAsync(UserTurn turn, InterimTranscript? transcript)
    {
        if (turn != _turn || turn.Decided || transcript is null)
        {
            return;
        }

        await bargeIn.OnInterimAsync(transcript.Text).ConfigureAwait(false);
        if (agent.Active is null)
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
        var turn = attempt.Turn;
        if (turn != _turn || turn.Attempt != attempt)
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
                await session.EmitAsync(new InputTranscriptionFailed(turn.ItemId, failure.Message)).ConfigureAwait(false);
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
        Void(turn);
        turn.Recorder.MarkAgain(TurnMark.SpeechStart, listening.Since(listening.Turns.OnsetSample));
        var length = (int)Math.Min(listening.Position - Math.Max(listening.UtteranceStart, _appendedUntil), _preRoll.Length);
        transcriber.Append(_preRoll.AsSpan(0, listening.Recent.CopyNewest(length, _preRoll)));
        _appendedUntil = listening.Position;
        turn.LastInterim = listening.Position;
        await session.EmitAsync(new SpeechStarted(turn.ItemId, ListeningStage.TimeOf(listening.UtteranceStart))).ConfigureAwait(false);
        await bargeIn.StartAsync().ConfigureAwait(false);
    }

    private void BeginInterim(UserTurn turn)
    {
        // Whether the agent must stop is urgent.
        var period = bargeIn.Undecided ? session.Options.InterimPeriod / 2 : session.Options.InterimPeriod;
        var due = listening.Position - turn.LastInterim >= period.TotalSeconds * VoiceFrame.SampleRateHz;
        if (due && listening.Turns is { State: UserState.Speaking, Loud: true } && session.Settings.Pipeline == PipelineMode.Parallel)
        {
            turn.LastInterim = listening.Position;
            transcriber.BeginInterim(turn);
        }
    }

    private async ValueTask PauseAsync(UserTurn turn)
    {
        await bargeIn.RestoreAsync().ConfigureAwait(false);
        turn.Recorder.MarkAgain(TurnMark.LastVoiced, listening.Since(listening.Turns.LastVoicedSample));
        turn.Recorder.MarkAgain(TurnMark.Candidate, TimeSpan.Zero);
        prefiller.Stop();
        var settings = session.Settings;
        if (settings.Pipeline == PipelineMode.Parallel && turn.Speculations < session.Options.MaxSpeculationsPerTurn)
        {
            turn.Speculations++;
            turn.Attempt = transcriber.BeginFinal(turn);
        }

        // A fixed silence needs no transcript; any other waits for it, unless none is under way.
        if (turn.Attempt is null || EndpointingFactory.IsFixed(settings.TurnDetection))
        {
            await RequireSilenceAsync(turn, null).ConfigureAwait(false);
        }
    }

    /// <summary>The user goes on: what was begun in the pause is void.</summary>
    private void Void(UserTurn turn)
    {
        if (turn.Attempt is { } attempt)
        {
            turn.Wasted += session.Settings.Speculate ? 1 : 0;
            attempt.Cancel();
            turn.Attempt = null;
        }
    }

    private async ValueTask RequireSilenceAsync(UserTurn turn, string? transcript)
    {
        var silence = _endpointing.For(session.Settings.TurnDetection).RequiredSilence(new(transcript, session.Settings.Language));
        if (listening.Turns.RequireSilence(silence) == TurnSignal.Ended)
        {
            await DecideAsync(turn).ConfigureAwait(false);
        }
    }

    private void Speculate(UserTurn turn, DecodeAttempt attempt)
    {
        if (attempt.Transcript is { Text.Length: > 0 } transcript
            && session.Settings is { Speculate: true, Pipeline: PipelineMode.Parallel, TurnDetection.CreateResponse: true }
            && agent.Active is null)
        {
            turn.Recorder.MarkAgain(TurnMark.SpeculativeFinal, TimeSpan.Zero);
            attempt.Answer = agent.Begin(new(), transcript.Text, speculative: true);
            attempt.Basis = Basis();
        }
    }

    private async ValueTask DecideAsync(UserTurn turn)
    {
        turn.Decided = true;
        turn.Recorder.MarkAgain(TurnMark.Decision, TimeSpan.Zero);
        await session.EmitAsync(new SpeechStopped(turn.ItemId, ListeningStage.TimeOf(listening.Position))).ConfigureAwait(false);
        turn.Attempt ??= transcriber.BeginFinal(turn);
        if (turn.Attempt is { Transcript: not null } attempt)
        {
            await DeliverAsync(turn, attempt).ConfigureAwait(false);
        }
    }

    /// <summary>The turn is decided and its transcript at hand: it becomes part of the conversation and is answered.</summary>
    private async ValueTask DeliverAsync(UserTurn turn, DecodeAttempt attempt)
    {
        _turn = null;
        transcriber.Discard();
        var begun = attempt.Answer is { Result: null } answer && attempt.Basis == Basis() && turn.Requested is null ? answer : null;
        if (begun is null)
        {
            // It failed behind its gate, or answers a conversation that has changed since.
            attempt.Answer?.Cancel(ResponseEndReason.TurnDetected);
        }

        if (turn.Requested is null && bargeIn.Dismisses())
        {
            attempt.Answer?.Cancel(ResponseEndReason.TurnDetected);
        }
        else if (attempt.Transcript is { Text.Length: > 0 } transcript)
        {
            await items.CommitAsync(turn, transcript.Text).ConfigureAwait(false);
            await items.TranscribedAsync(turn, transcript).ConfigureAwait(false);
            if (session.Settings.TurnDetection.CreateResponse || turn.Requested is not null)
            {
                await agent.AnswerAsync(begun ?? agent.Begin(turn.Requested ?? new(), null, speculative: false), turn).ConfigureAwait(false);
            }
        }
        else if (turn.Requested is { } request)
        {
            await agent.AnswerAsync(agent.Begin(request, null, speculative: false), null).ConfigureAwait(false);
        }
    }

    private (int, SessionSettings) Basis() => (session.History.Version, session.Settings);
}
