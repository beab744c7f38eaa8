using System.Net.Sockets;
using LocalVoice.Core.Memory;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Transport;
using LocalVoice.Server.Wyoming.Describing;
using LocalVoice.Server.Wyoming.Framing;
using LocalVoice.Server.Wyoming.Listening;
using LocalVoice.Server.Wyoming.Serving;
using LocalVoice.Server.Wyoming.Speaking;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Wyoming;

/// <summary>Serves connections with what they have in common. Thread-safe.</summary>
internal sealed partial class WyomingConnections(
    ListeningRequests listening,
    SpeakingRequests speaking,
    ServiceInfo info,
    RequestDoor door,
    MemoryBudget memory,
    ApiFailures failures,
    TimeProvider time,
    IOptions<LocalVoiceOptions> options,
    ILogger<WyomingConnections> logger
)
{
    private int _last;

    /// <summary>Serves a client until it leaves, is let go, or the server stops.</summary>
    /// <param name="socket">Owned.</param>
    /// <param name="place">That it has among the others.</param>
    public async Task ServeAsync(Socket socket, ConnectionPlaces.Place place, CancellationToken stopping)
    {
        var id = $"wyoming-{Interlocked.Increment(ref _last)}";
        var limits = options.Value.Http;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var pace = new PacedResponseBody(stream, limits.SendTimeout, time, GiveUp);
        using var events = new EventWriter(pace);
        var connection = new WyomingConnection(stream, events, place, memory.Open(), limits, failures, time, id);
        await connection
            .RunAsync(
                gone => new ClientConversation(listening, speaking, info, door, events, new SpeechSender(events, pace), gone),
                stopping
            )
            .ConfigureAwait(false);

        void GiveUp()
        {
            TooSlow(id);
            socket.Dispose();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Id} ended: its client did not take what it was sent in time (LocalVoice:Http:SendTimeout)"
    )]
    private partial void TooSlow(string id);
}
