using System.Net;
using LocalVoice.Server.Access;
using LocalVoice.Server.Configuration;
using LocalVoice.WebRtc.Calls;
using LocalVoice.WebRtc.Peers;
using LocalVoice.WebRtc.Sctp;
using LocalVoice.WebRtc.Transport;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Calls;

/// <summary>Calls over this machine's network, on the system's libraries. Its port is opened with the first call.</summary>
internal sealed class NativeCallStack(IOptions<LocalVoiceOptions> options, BoundEndpoints endpoints, TimeProvider time, ILoggerFactory logs)
    : ICallStack,
        IAsyncDisposable
{
    private const int MostConnections = 1024;

    private readonly Lock _lock = new();
    private PeerNetwork? _network;

    public (IPeerNetwork Network, IDataChannelFactory Channels) Open()
    {
        var settings = options.Value.WebRtc;
        if (!settings.Enabled)
        {
            throw new TransportException($"The operator has turned calls off ({WebRtcOptions.Section}:{nameof(WebRtcOptions.Enabled)}).");
        }

        lock (_lock)
        {
            if (_network is null)
            {
                // Missing, it is told before a port is opened.
                SctpLibraryFile.Open();
                _network = PeerNetwork.Open(Of(settings), time, logs);
            }

            return (_network, new SctpChannelFactory());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }
    }

    /// <summary>Where only this machine reaches the server, calls come from it alone, unless they are to come by another address.</summary>
    private PeerNetworkOptions Of(WebRtcOptions settings) =>
        new()
        {
            Listen = new(
                endpoints.AreLoopback && settings.PublicAddress.Length == 0 ? IPAddress.Loopback : IPAddress.IPv6Any,
                settings.Port
            ),
            PublicAddress = settings.PublicAddress.Length > 0 ? IPAddress.Parse(settings.PublicAddress) : null,
            WithLoopback = endpoints.AreLoopback,
            // Sessions are what bounds calls; this many cannot be held anyway.
            MaxConnections = MostConnections,
        };
}
