using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Outgoing;

namespace LocalVoice.Server.Calls;

/// <summary>In a call the agent's audio is in no event.</summary>
internal sealed class TrackFraming : IAudioFraming
{
    public void Announce(EventBatch batch, ResponseStarted response, int rateHz)
    {
        // The track needs none.
    }

    public void Write(EventBatch batch, ResponseAudio audio, AudioEncoding encoding)
    {
        // The track has it.
    }
}
