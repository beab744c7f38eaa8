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

    /// <summary>Whether the current utterance began while the agent talked and has not cancelled it.</summary>
    public bool Undecided { get; private set; }

    private bool MayInterrupt => session.Settings.TurnDetection.InterruptResponse;

    /// <summary>Onset of the user's speech; may be noise.</summary>
    public ValueTask OnsetAsync() => MayInterrupt && session.Settings.Extensions && responses.IsTalking ? DuckAsync() : default;

    /// <summary>The user's speech has started.</summary>
    public async ValueTask StartAsync()
    {
        _interim = null;
        Undecided = MayInterrupt && session.Settings.Extensions && responses.IsTalking;
        if (Undecided)
        {
            await DuckAsync().ConfigureAwait(false);
        }
        else if (MayInterrupt)
        {
            await InterruptAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Another frame of the user's speech.</summary>
    public ValueTask GoOnAsync() => JudgeAsync(_interim, final: false);

    public ValueTask OnInterimAsync(string transcript) => JudgeAsync(_interim = transcript, final: false);

    /// <summary>The utterance so far has a final transcript.</summary>
    public ValueTask OnFinalAsync(string transcript) => JudgeAsync(transcript, final: true);

    /// <summary>Restores the agent's volume while the user pauses.</summary>
    public async ValueTask RestoreAsync()
    {
        if (_ducked)
        {
            _ducked = false;
            await session.EmitAsync(new PlaybackRestored()).ConfigureAwait(false);
        }
    }

    /// <summary>The user continues after a pause.</summary>
    public ValueTask ResumeAsync() => Undecided && responses.IsTalking ? DuckAsync() : default;

    /// <summary>Judges the utterance at its end.</summary>
    /// <returns>Whether the utterance is no turn: the agent talked throughout and was not interrupted.</returns>
    public bool Dismisses()
    {
        var falseInterruption = Undecided && responses.IsTalking;
        Undecided = false;
        return falseInterruption;
    }

    private async ValueTask JudgeAsync(string? transcript, bool final)
    {
        if (!Undecided || !responses.IsTalking)
        {
            return;
        }

        var speech = AudioInput.TimeOf(tracker.Turn.LastVoicedSample - tracker.Turn.OnsetSample);
        if (
            _policy.Judge(new(speech, transcript, final, session.Settings.Language, responses.SentTranscript))
            == BargeInVerdict.Interruption
        )
        {
            await InterruptAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask InterruptAsync()
    {
        Undecided = false;
        await responses.InterruptAsync(ResponseEndReason.TurnDetected).ConfigureAwait(false);
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
