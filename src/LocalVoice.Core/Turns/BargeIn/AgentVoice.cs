using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>
/// What the user's speech does to the agent's voice short of cutting it off. Only clients with extensions can lower or pause it;
/// what was not sent yet is held back for any. Used by the session's loop only.
/// </summary>
/// <param name="hold">Of the output of all responses.</param>
/// <param name="duckingDb">Gain of a lowered voice, dB.</param>
internal sealed class AgentVoice(SessionContext session, AgentPlayback playback, OutputHold hold, double duckingDb)
{
    public VoiceState State { get; private set; }

    /// <summary>Nothing of the response is sent; from here it goes on where it is.</summary>
    public void Hold()
    {
        if (State is VoiceState.Free)
        {
            State = VoiceState.Held;
            hold.Engage();
        }
    }

    /// <summary>The voice is heard, at a lower volume; from a pause it goes on so.</summary>
    public async ValueTask DuckAsync()
    {
        var before = State;
        if (before is VoiceState.Ducked || !session.Settings.Extensions)
        {
            return;
        }

        State = VoiceState.Ducked;
        await LetGoAsync(before).ConfigureAwait(false);
        if (before is not VoiceState.Paused)
        {
            await session.EmitAsync(new PlaybackDucked(duckingDb)).ConfigureAwait(false);
        }
    }

    /// <summary>A lowered voice stops where it is.</summary>
    public async ValueTask PauseAsync()
    {
        if (State is VoiceState.Ducked)
        {
            State = VoiceState.Paused;
            hold.Engage();
            playback.Pause();
            await session.EmitAsync(new PlaybackPaused()).ConfigureAwait(false);
        }
    }

    public async ValueTask RestoreAsync()
    {
        var before = State;
        State = VoiceState.Free;
        await LetGoAsync(before).ConfigureAwait(false);
        if (before is VoiceState.Ducked or VoiceState.Paused)
        {
            await session.EmitAsync(new PlaybackRestored()).ConfigureAwait(false);
        }
    }

    private async ValueTask LetGoAsync(VoiceState before)
    {
        if (before is VoiceState.Held or VoiceState.Paused)
        {
            playback.GoOn();
            hold.Release();
        }

        if (before is VoiceState.Paused)
        {
            await session.EmitAsync(new PlaybackResumed()).ConfigureAwait(false);
        }
    }
}

/// <summary>How the agent may be heard.</summary>
internal enum VoiceState
{
    /// <summary>As it is.</summary>
    Free,

    /// <summary>Not at all: nothing was heard yet, and nothing is sent.</summary>
    Held,

    /// <summary>At a lower volume.</summary>
    Ducked,

    /// <summary>It has stopped, and may go on.</summary>
    Paused,
}
