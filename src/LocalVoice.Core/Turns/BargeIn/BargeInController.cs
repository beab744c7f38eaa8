using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>
/// Handles the user's speech while the agent talks. For a client with extensions the agent is ducked at the onset and
/// cancelled once the speech is an interruption; other clients expect a cancel when speech starts.
/// </summary>
internal sealed class BargeInController(SessionContext session, BargeInOptions options, TurnTracker tracker, ResponseCoordinator responses)
{
    private readonly WordBargeInPolicy _policy = new(options, BargeInWords.BuiltIn);
    private SaidWords _interim;
    private bool _ducked;

    private bool MayInterrupt => session.Settings.TurnDetection.InterruptResponse;

    /// <summary>Onset of the user's speech; may be noise.</summary>
    public ValueTask OnsetAsync() => MayInterrupt && session.Settings.Extensions && responses.IsTalking ? DuckAsync() : default;

    /// <summary>The user's speech has started.</summary>
    public async ValueTask StartAsync(UserTurn turn)
    {
        _interim = SaidWords.None;
        if (MayInterrupt && session.Settings.Extensions && responses.IsTalking)
        {
            turn.BargeIn = BargeInState.Undecided;
            await DuckAsync().ConfigureAwait(false);
        }
        else if (MayInterrupt)
        {
            await InterruptAsync(turn).ConfigureAwait(false);
        }
    }

    /// <summary>Another frame of the user's speech.</summary>
    public ValueTask GoOnAsync(UserTurn turn) => IsOpen(turn) ? JudgeAsync(turn, _interim, final: false) : default;

    public ValueTask OnInterimAsync(UserTurn turn, string transcript)
    {
        _interim = turn.BargeIn is BargeInState.Undecided ? Classify(transcript) : SaidWords.None;
        return GoOnAsync(turn);
    }

    /// <summary>The utterance so far has a final transcript.</summary>
    public ValueTask OnFinalAsync(UserTurn turn, string transcript) =>
        IsOpen(turn) ? JudgeAsync(turn, Classify(transcript), final: true) : default;

    /// <summary>Restores the agent's volume: the user pauses, or the turn is over.</summary>
    public async ValueTask RestoreAsync()
    {
        if (_ducked)
        {
            _ducked = false;
            await session.EmitAsync(new PlaybackRestored()).ConfigureAwait(false);
        }
    }

    /// <summary>The user continues after a pause.</summary>
    public ValueTask ResumeAsync(UserTurn turn) => IsOpen(turn) ? DuckAsync() : default;

    /// <summary>Judges a turn at its end: whether it is none, since the agent talked throughout and was not interrupted.</summary>
    public bool Dismisses(UserTurn turn) => IsOpen(turn);

    /// <summary>Whether the agent talks and the turn has not interrupted it yet.</summary>
    private bool IsOpen(UserTurn turn) => turn.BargeIn is BargeInState.Undecided && responses.IsTalking;

    private SaidWords Classify(string transcript) =>
        tracker.JudgeEcho()?.Repeats(transcript) == true
            ? SaidWords.NoInterruption
            : _policy.Classify(transcript, session.Settings.Language, responses.SentTranscript);

    private ValueTask JudgeAsync(UserTurn turn, SaidWords said, bool final)
    {
        var speech = AudioInput.TimeOf(tracker.Turn.LastVoicedSample - tracker.Turn.OnsetSample);
        return _policy.Judge(said, speech, final) == BargeInVerdict.Interruption ? InterruptAsync(turn) : default;
    }

    private async ValueTask InterruptAsync(UserTurn turn)
    {
        var interrupted = await responses.InterruptAsync(ResponseEndReason.TurnDetected).ConfigureAwait(false);
        turn.BargeIn = interrupted ? BargeInState.Interrupted : BargeInState.None;
        await RestoreAsync().ConfigureAwait(false);
    }

    private async ValueTask DuckAsync()
    {
        if (!_ducked)
        {
            _ducked = true;
            await session.EmitAsync(new PlaybackDucked(options.DuckingDb)).ConfigureAwait(false);
        }
    }
}
