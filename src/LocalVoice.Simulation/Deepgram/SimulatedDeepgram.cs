using System.Collections.Concurrent;
using LocalVoice.Simulation.Deepgram.Connections;
using LocalVoice.Simulation.Deepgram.Flux;
using LocalVoice.Simulation.Deepgram.Listen;
using LocalVoice.Simulation.Deepgram.Requests;
using LocalVoice.Simulation.Deepgram.Speak;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LocalVoice.Simulation.Deepgram;

/// <summary>
/// Deepgram's services on loopback, as strict as the real ones: <c>/v1/listen</c>, <c>/v2/listen</c>, <c>/v1/speak</c> and
/// <c>GET /v1/projects</c>. It hears speech by its level and understands what its script says.
/// </summary>
public sealed class SimulatedDeepgram : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DeepgramEndpoint, FaultPlan> _faults = [];
    private readonly DeepgramOptions _options;
    private readonly DeepgramHost _host;
    private ProviderServer _server = null!;

    private SimulatedDeepgram(DeepgramScript script, DeepgramOptions options, TimeProvider time)
    {
        (Script, _options) = (script, options);
        _host = new(options, Requests, TakeFault, time);
    }

    /// <summary><c>http://127.0.0.1:PORT</c>, or <c>https</c>.</summary>
    public Uri Address => _server.Address;

    /// <summary>May be set while it runs.</summary>
    public DeepgramScript Script { get; }

    /// <summary>Of every endpoint, where <see cref="FaultsOf"/> has none.</summary>
    public FaultPlan Faults { get; } = new();

    public DeepgramRequests Requests { get; } = new();

    /// <param name="time">Of idle limits and delays; null for real time.</param>
    public static async Task<SimulatedDeepgram> StartAsync(
        DeepgramScript? script = null,
        DeepgramOptions? options = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default
    )
    {
        var deepgram = new SimulatedDeepgram(script ?? new(), options ?? new(), time ?? TimeProvider.System);
        deepgram._server = await ProviderServer
            .StartAsync(deepgram.Map, deepgram._options.Certificate, cancellationToken)
            .ConfigureAwait(false);
        return deepgram;
    }

    /// <summary>
    /// Of one endpoint. A connection takes one at its handshake; one that strikes amid a stream strikes its first turn. When it took
    /// none, its turns take one each.
    /// </summary>
    public FaultPlan FaultsOf(DeepgramEndpoint endpoint) => _faults.GetOrAdd(endpoint, _ => new());

    /// <summary>Ends open connections at once.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Fault TakeFault(DeepgramEndpoint endpoint) =>
        FaultsOf(endpoint).Take() is { Kind: not FaultKind.None } fault ? fault : Faults.Take();

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/projects", _host.ServeProjectsAsync);
        routes.MapGet(
            "/v1/listen",
            context => _host.ServeSocketAsync(context, DeepgramEndpoint.Listen, ListenStream.Faults, ListenSettings.Read, ServeListenAsync)
        );
        routes.MapGet("/v2/listen", ServeFluxAsync);
        routes.MapGet(
            "/v1/speak",
            context => _host.ServeSocketAsync(context, DeepgramEndpoint.Speak, SpeakStream.Faults, SpeakSettings.Read, ServeSpeakAsync)
        );
    }

    private Task ServeListenAsync(DeepgramConnection connection, ListenSettings settings) =>
        new ListenStream(connection, new(settings, Script, _options), new(connection.RequestId, settings)).RunAsync();

    private Task ServeSpeakAsync(DeepgramConnection connection, SpeakSettings settings) =>
        new SpeakStream(connection, settings, new(settings, _options.CharactersPerSecond)).RunAsync();

    private Task ServeFluxAsync(HttpContext context)
    {
        var messages = new FluxMessages();
        return _host.ServeSocketAsync(
            context,
            DeepgramEndpoint.Flux,
            messages.Faults,
            FluxSettings.Read,
            (connection, settings) =>
            {
                var transcriber = new FluxTranscriber(settings, Script, _options, () => FluxSilences.Draw(_options, connection.Delays));
                return new FluxStream(connection, settings, transcriber, messages).RunAsync();
            }
        );
    }
}
