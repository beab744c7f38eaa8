using LocalVoice.Server.Calls;
using LocalVoice.Testing.Calls;
using LocalVoice.WebRtc.Calls;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Server.Tests.Calls;

/// <summary>A network that is the test.</summary>
internal sealed class FakeCallStack : ICallStack
{
    public FakePeerNetwork Network { get; } = new();

    public FakeDataChannelFactory Channels { get; } = new();

    /// <summary>When set, calls cannot be made.</summary>
    public TransportException? Missing { get; set; }

    public (IPeerNetwork Network, IDataChannelFactory Channels) Open() => Missing is null ? (Network, Channels) : throw Missing;
}
