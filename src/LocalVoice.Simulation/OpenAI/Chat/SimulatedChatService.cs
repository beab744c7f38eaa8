using LocalVoice.Simulation.OpenAI.Requests;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>
/// A provider's chat completions on loopback: <c>POST chat/completions</c>, streamed or not, and <c>GET models</c>. As strict as
/// the provider.
/// </summary>
public sealed class SimulatedChatService : IAsyncDisposable
{
    private readonly ProviderServer _server;
    private readonly string _basePath;

    private SimulatedChatService(ProviderServer server, string basePath, RequestJournal journal, FaultPlan faults)
    {
        _server = server;
        _basePath = basePath;
        Journal = journal;
        Faults = faults;
    }

    /// <summary>The base address of the API, such as <c>http://127.0.0.1:PORT/openai/v1</c>.</summary>
    public Uri Address => new(_server.Address, _basePath);

    public RequestJournal Journal { get; }

    /// <summary>Taken once per chat request with a right key. Those amid a response strike before its n-th word.</summary>
    public FaultPlan Faults { get; }

    public static async Task<SimulatedChatService> StartAsync(SimulatedChatOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var journal = new RequestJournal();
        var faults = new FaultPlan();
        var dialect = Dialect.Of(options.Dialect);
        var endpoint = new ChatEndpoint(dialect, options, faults, journal);
        var models = new ModelsEndpoint(dialect, options, journal);
        var server = await ProviderServer
            .StartAsync(
                routes =>
                {
                    routes.Map($"{dialect.BasePath}/chat/completions", endpoint.ServeAsync);
                    routes.Map($"{dialect.BasePath}/models/{{**id}}", models.ServeAsync);
                    routes.MapFallback(models.RefuseAsync);
                },
                options.Certificate,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new(server, dialect.BasePath, journal, faults);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
