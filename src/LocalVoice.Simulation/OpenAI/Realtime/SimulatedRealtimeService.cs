using LocalVoice.Simulation.OpenAI.Requests;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Builder;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>OpenAI's Realtime API, GA events, over WebSockets on loopback. As strict as the service.</summary>
public sealed class SimulatedRealtimeService : IAsyncDisposable
{
    private readonly ProviderServer _server;

    private SimulatedRealtimeService(ProviderServer server, RealtimeEndpoint endpoint)
    {
        _server = server;
        Handshakes = endpoint.Handshakes;
        Faults = endpoint.Faults;
        Journal = endpoint.Journal;
        Events = endpoint.Events;
    }

    /// <summary>Such as <c>ws://127.0.0.1:PORT/v1/realtime</c>, or <c>wss</c>; without the model.</summary>
    public Uri Address =>
        new UriBuilder(_server.Address)
        {
            Scheme = _server.Address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws",
            Path = RealtimeEndpoint.Path,
        }.Uri;

    /// <summary>Taken once per handshake with a right key: refusals only.</summary>
    public FaultPlan Handshakes { get; }

    /// <summary>Taken once per response. Those amid it strike before its n-th piece of audio; refusals become failed responses.</summary>
    public FaultPlan Faults { get; }

    /// <summary>The handshakes; cancelled are the responses that were under way when their client left.</summary>
    public RequestJournal Journal { get; }

    public EventJournal Events { get; }

    public static async Task<SimulatedRealtimeService> StartAsync(
        SimulatedRealtimeOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var endpoint = new RealtimeEndpoint(options);
        var server = await ProviderServer
            .StartAsync(routes => routes.MapGet(RealtimeEndpoint.Path, endpoint.ServeAsync), options.Certificate, cancellationToken)
            .ConfigureAwait(false);
        return new(server, endpoint);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
