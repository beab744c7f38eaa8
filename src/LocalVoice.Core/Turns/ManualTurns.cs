using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns;

/// <summary>The user's turns when the client commits them (<c>turn_detection: null</c>).</summary>
internal sealed class ManualTurns(AudioInput input, UserItems items, DecidedTurns decided)
{
    /// <summary>OpenAI's minimum for a commit.</summary>
    public static readonly TimeSpan MinimumAudio = TimeSpan.FromMilliseconds(100);
    private UserTurn? _turn;

    /// <summary>Audio that is not committed; null for none.</summary>
    public UserTurn? Open => _turn;

    /// <summary>Appends the input's current frame.</summary>
    public void ProcessFrame()
    {
        _turn ??= items.Begin();
        _turn.Utterance.Append(input.Frame, input.Position);
    }

    /// <returns>False when less than 100 ms of audio are uncommitted.</returns>
    public async ValueTask<bool> TryCommitAsync()
    {
        if (_turn is not { } turn || turn.Utterance.Audio < MinimumAudio)
        {
            return false;
        }

        _turn = null;
        input.Recent.Clear();
        turn.EndByClient();
        await decided.CommitAsync().ConfigureAwait(false);
        await items.CommitAsync(turn, null).ConfigureAwait(false);
        await decided.AddAsync(turn).ConfigureAwait(false);
        return true;
    }

    /// <summary>Discards uncommitted audio.</summary>
    public ValueTask ClearAsync() => TakeOver() is { } turn ? decided.DiscardAsync(turn) : default;

    /// <summary>Goes on with audio of a turn that the server detected before the client took over.</summary>
    public void GoOn(UserTurn turn) => _turn = turn;

    /// <summary>The audio that is not committed, which somebody else goes on with; null for none.</summary>
    public UserTurn? TakeOver()
    {
        var turn = _turn;
        _turn = null;
        return turn;
    }
}
