using LocalVoice.Simulation.OpenAI.Requests;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace LocalVoice.Simulation.OpenAI.Speech;

/// <summary>
/// OpenAI's <c>POST audio/transcriptions</c> and <c>POST audio/speech</c> on loopback, and <c>GET models</c>. As strict as the
/// service.
/// </summary>
public sealed class SimulatedSpeechService : IAsyncDisposable
{
    private readonly ProviderServer _server;
    private readonly string _basePath;

    private SimulatedSpeechService(ProviderServer server, string basePath, RequestJournal journal, FaultPlan faults)
    {
        _server = server;
        _basePath = basePath;
        Journal = journal;
        Faults = faults;
    }

    /// <summary>The base address of the API, such as <c>http://127.0.0.1:PORT/v1</c>.</summary>
    public Uri Address => new(_server.Address, _basePath);

    /// <summary>A form's fields are its body, its file apart.</summary>
    public RequestJournal Journal { get; }

    /// <summary>
    /// Taken once per request with a right key, but for models. Those amid a response strike before its n-th word, or n-th piece of
    /// audio.
    /// </summary>
    public FaultPlan Faults { get; }

    public static async Task<SimulatedSpeechService> StartAsync(
        SimulatedSpeechOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var journal = new RequestJournal();
        var faults = new FaultPlan();
        var transcription = new TranscriptionEndpoint(options, faults, journal);
        var speech = new SpeechEndpoint(options, faults, journal);
        var models = new SpeechModelsEndpoint(options, journal);
        var server = await ProviderServer
            .StartAsync(
                routes =>
                {
                    routes.MapPost($"{options.BasePath}/audio/transcriptions", transcription.ServeAsync);
                    routes.MapPost($"{options.BasePath}/audio/speech", speech.ServeAsync);
                    routes.MapGet($"{options.BasePath}/models", models.ServeAsync);
                    routes.MapFallback(models.RefuseAsync);
                },
                options.Certificate,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new(server, options.BasePath, journal, faults);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
