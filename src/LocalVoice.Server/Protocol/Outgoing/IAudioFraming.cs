using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>How the agent's voice is written: the only difference between the two subprotocols' responses.</summary>
internal interface IAudioFraming
{
    /// <summary>Says that audio of a response will follow.</summary>
    void Announce(EventBatch batch, ResponseStarted response, int rateHz);

    void Write(EventBatch batch, ResponseAudio audio, Audio.AudioEncoding encoding);
}
