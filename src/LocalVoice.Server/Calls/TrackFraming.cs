using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Outgoing;

namespace LocalVoice.Server.Calls;

/// <summary>In a call the agent's audio is in no event.</summary>
/// <param name="extensions">Whether the client is told which item is about to be heard.</param>
internal sealed class TrackFraming(bool extensions) : IAudioFraming
{
    public void Announce(EventBatch batch, ResponseStarted response, int rateHz)
    {
        if (extensions)
        {
            ExtensionEvents.WriteBegin(batch, response, rateHz);
        }
    }

    public void Write(EventBatch batch, ResponseAudio audio, AudioEncoding encoding)
    {
        // The track has it.
    }
}
