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
    private string? _interim;
    private bool _ducked;

    private bool MayInterrupt => session.Settings.TurnDetection.InterruptResponse;

    /// <summary>Onset of the user's speech; may be noise.</summary>
    public ValueTask OnsetAsync() => MayInterrupt && session.Settings.Extensions && responses.IsTalking ? DuckAsync() : default;

    /// <summary>The user's speech has started.</summary>
    public async ValueTask StartAsync(UserTurn turn)
    {
        _interim = null;
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
    public ValueTask GoOnAsync(UserTurn turn) => JudgeAsync(turn, _interim, final: false);

    public ValueTask OnInterimAsync(UserTurn turn, string transcript) => JudgeAsync(turn, _interim = transcript, final: false);

    /// <summary>The utterance so far has a final transcript.</summary>
    public ValueTask OnFinalAsync(UserTurn turn, string transcript) => JudgeAsync(turn, transcript, final: true);

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
    public ValueTask ResumeAsync(UserTurn turn) => turn.BargeIn is BargeInState.Undecided && responses.IsTalking ? DuckAsync() : default;

    /// <summary>Judges a turn at its end: whether it is none, since the agent talked throughout and was not interrupted.</summary>
    public bool Dismisses(UserTurn turn) => turn.BargeIn is BargeInState.Undecided && responses.IsTalking;

    private async ValueTask JudgeAsync(UserTurn turn, string? transcript, bool final)
    {
        if (turn.BargeIn is not BargeInState.Undecided || !responses.IsTalking)
        {
            return;
        }

        var speech = AudioInput.TimeOf(tracker.Turn.LastVoicedSample - tracker.Turn.OnsetSample);
        if (
            _policy.Judge(new(speech, transcript, final, session.Settings.Language, responses.SentTranscript))
            == BargeInVerdict.Interruption
        )
        {
            await InterruptAsync(turn).ConfigureAwait(false);
        }
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
