using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>
/// The user's voice while the agent talks. A client with extensions lowers the agent's volume at the first sound and the
/// agent stops only once it is an interruption; any other client expects it to stop when speech starts.
/// </summary>
internal sealed class BargeInController(SessionContext session, BargeInOptions options, TurnTracker tracker, ResponseCoordinator responses)
{
    private readonly WordBargeInPolicy _policy = new(options, BargeInWords.BuiltIn);
    private string? _interim;
    private bool _ducked;

    /// <summary>Whether the utterance under way began while the agent talked and has not stopped it.</summary>
    public bool Undecided { get; private set; }

    private bool MayInterrupt => session.Settings.TurnDetection.InterruptResponse;

    /// <summary>The first sound of the user, perhaps only a cough.</summary>
    public ValueTask OnsetAsync() => MayInterrupt && session.Settings.Extensions && responses.IsTalking ? DuckAsync() : default;

    /// <summary>The user speaks.</summary>
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

    /// <summary>The user goes on speaking: another frame.</summary>
    public ValueTask GoOnAsync() => JudgeAsync(_interim, final: false);

    public ValueTask OnInterimAsync(string transcript) => JudgeAsync(_interim = transcript, final: false);

    /// <summary>The utterance so far was transcribed as a whole.</summary>
    public ValueTask OnFinalAsync(string transcript) => JudgeAsync(transcript, final: true);

    /// <summary>The user pauses: until it is known what they said, the agent has its voice back.</summary>
    public async ValueTask RestoreAsync()
    {
        if (_ducked)
        {
            _ducked = false;
            await session.EmitAsync(new PlaybackRestored()).ConfigureAwait(false);
        }
    }

    /// <summary>The user goes on after a pause.</summary>
    public ValueTask ResumeAsync() => Undecided && responses.IsTalking ? DuckAsync() : default;

    /// <summary>The utterance is over.</summary>
    /// <returns>Whether it was no turn: the agent talked all the while and was not meant to stop.</returns>
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
