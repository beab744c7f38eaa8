using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.ToolServers;
using LocalVoice.Core.Turns;

namespace LocalVoice.Core.SessionLoop;

/// <summary>
/// The end of a session that finishes what is under way. Used by the session's loop only; wakes it by a
/// <see cref="PlaybackDue"/> when nothing else would.
/// </summary>
internal sealed class SessionFinish(
    ResponseCoordinator responses,
    VadTurns vadTurns,
    ManualTurns manualTurns,
    DecidedTurns decided,
    RemoteCalls calls,
    TimeProvider time,
    Func<object, ValueTask> post
) : IDisposable
{
    private readonly LoopTimer _playback = new(time, post, new PlaybackDue());

    /// <summary>Whether the session has been asked to finish.</summary>
    public bool Begun { get; private set; }

    /// <summary>Discards what the user is saying; a turn that is over is kept.</summary>
    public async ValueTask BeginAsync()
    {
        Begun = true;
        await vadTurns.ClearAsync().ConfigureAwait(false);
        await manualTurns.ClearAsync().ConfigureAwait(false);
    }

    /// <summary>Whether the session is over: everything said has been answered, and every answer played.</summary>
    public bool IsOver()
    {
        if (!Begun || !decided.IsEmpty || calls.IsBusy || responses.UntilSilent is not { } silence)
        {
            return false;
        }

        if (silence <= TimeSpan.Zero)
        {
            return true;
        }

        _playback.Set(silence);
        return false;
    }

    public void Dispose() => _playback.Dispose();
}

/// <summary>Asks a session to finish.</summary>
internal sealed record FinishRequested;

/// <summary>The agent's audio should have been played by now.</summary>
internal sealed record PlaybackDue;
