using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Telephony.Calls;

/// <summary>The other end of a call, whatever its protocol. One call, one producer of audio.</summary>
internal interface IPhoneLine : IAsyncDisposable
{
    /// <summary>Listens and sends until the caller has hung up.</summary>
    /// <param name="over">The call ends: what comes from now on is not told.</param>
    /// <exception cref="ProtocolException">The other end broke its protocol.</exception>
    /// <exception cref="IOException">The connection was lost, as other exceptions of networks and WebSockets say.</exception>
    Task RunAsync(IPhoneListener listener, CancellationToken over);

    /// <summary>Adds audio of the agent's to what is played. Waits while much of it is.</summary>
    ValueTask PlayAsync(ResponseAudio audio, CancellationToken over);

    /// <summary>What was added and not played is discarded.</summary>
    ValueTask FlushAsync(CancellationToken over);

    /// <summary>The volume of what is sent from now on.</summary>
    /// <param name="gain">Factor of the samples, 0…1.</param>
    void SetVolume(float gain);

    /// <summary>Stops where it is, if this end decides what is played now; else what was sent is played on.</summary>
    void Pause();

    /// <summary>Goes on where it stopped.</summary>
    void GoOn();

    /// <summary>Ends the call in the protocol's own way. Called once, after all else; never throws.</summary>
    Task HangUpAsync(CloseReason reason);
}
