using LocalVoice.WebRtc.Calls;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Server.Calls;

/// <summary>What calls run on. Thread-safe.</summary>
internal interface ICallStack
{
    /// <summary>Opens what is not open yet.</summary>
    /// <exception cref="TransportException">Calls cannot be made; the message says what is missing, and what to do.</exception>
    (IPeerNetwork Network, IDataChannelFactory Channels) Open();
}
