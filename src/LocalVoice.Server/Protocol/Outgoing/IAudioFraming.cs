using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>Writes the agent's audio: the only difference between the two subprotocols' responses.</summary>
internal interface IAudioFraming
{
    /// <summary>Announces the audio of a response.</summary>
    void Announce(EventBatch batch, ResponseStarted response, int rateHz);

    void Write(EventBatch batch, ResponseAudio audio, Audio.AudioEncoding encoding);
}
