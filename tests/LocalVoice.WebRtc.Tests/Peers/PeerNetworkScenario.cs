using System.Net;
using LocalVoice.WebRtc.Peers;
using LocalVoice.WebRtc.Tests.Srtp;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.WebRtc.Tests.Peers;

/// <summary>A network on a free port of the loopback address, with room for four connections and a clock that stands.</summary>
public abstract class PeerNetworkScenario : IAsyncDisposable
{
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected PeerNetworkScenario()
    {
        Libsrtp.SkipWhereMissing();
        Network = Open(new() { Listen = new(IPAddress.Loopback, 0), MaxConnections = 4 });
    }

    private protected FakeTimeProvider Time { get; } = new();

    private protected RecordedPackets Received { get; } = new();

    private protected PeerNetwork Network { get; }

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected PeerNetwork Open(PeerNetworkOptions options) => PeerNetwork.Open(options, Time, NullLoggerFactory.Instance);
}
