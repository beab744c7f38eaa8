using LocalVoice.Bench;
using LocalVoice.Bench.Compare;
using LocalVoice.Cli.Bench.Compare.Backends;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.Delays;
using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Simulation.OpenAI.Realtime;
using LocalVoice.Simulation.OpenAI.Speech;

namespace LocalVoice.Cli.Bench.Compare.Simulated;

/// <summary>The services whose keys are missing, simulated on loopback, each started when it is first needed.</summary>
internal sealed class SimulatedServices(CompareDialer dialer) : IAsyncDisposable
{
    /// <summary>Environment variable of this process with the key that all of them accept.</summary>
    private const string KeyVariable = "LOCALVOICE_SIMULATED_KEY";

    /// <summary>What all of them accept.</summary>
    public const string Key = "simulated-key";

    private const string OpenAI = "openai";

    private readonly Dictionary<string, (IAsyncDisposable Service, Uri Address)> _services = [];
    private readonly List<(string Service, string Steps)> _steps = [];
    private readonly DeepgramScript _script = new();
    private readonly SpokenNow _spoken = new();

    /// <summary>What the services that were started take, without the network.</summary>
    public IReadOnlyList<SimulatedDelay> Delays =>
        [.. ProviderDelays.Published.Rows.Where(row => _steps.Exists(used => Uses(used, row))).Select(Line)];

    /// <summary>What is said next is understood so, and answered so.</summary>
    public void Expect(BenchUtterance utterance)
    {
        _spoken.Say(utterance);
        _script.Set(new DeepgramUtterance(utterance.Text, SpokenNow.VoiceOf(utterance)));
    }

    /// <returns>Arguments that make a server use the simulation in place of the backend's service.</returns>
    /// <exception cref="CliException">There is no simulation of such a service.</exception>
    public async Task<string[]> ReplaceAsync(StageBackend backend, CancellationToken cancellationToken)
    {
        Environment.SetEnvironmentVariable(KeyVariable, Key);
        var address = await AddressOfAsync(backend, cancellationToken);
        return [backend.Set("Url", address.OriginalString), backend.Set("KeyVariable", KeyVariable), backend.Set("KeyFile", "")];
    }

    /// <summary>Of the service that is all stages in one: <c>ws</c>, without the model.</summary>
    public Task<Uri> RealtimeAsync(string model, CancellationToken cancellationToken) =>
        StartAsync(
            "realtime",
            (OpenAI, "realtime."),
            async () =>
            {
                var service = await SimulatedRealtimeService.StartAsync(
                    new()
                    {
                        ApiKey = Key,
                        Models = [model],
                        Transcribe = _ => _spoken.Text,
                        Respond = _ => _spoken.Response,
                    },
                    cancellationToken
                );
                return (service, service.Address);
            }
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var (service, _) in _services.Values)
        {
            await service.DisposeAsync();
        }
    }

    private Task<Uri> AddressOfAsync(StageBackend backend, CancellationToken cancellationToken) =>
        (backend.Stage, backend.Kind) switch
        {
            (_, "deepgram" or "deepgram-flux") => StartAsync("deepgram", ("deepgram", ""), () => DeepgramAsync(cancellationToken)),
            ("Llm", "openai") => StartAsync(
                $"chat {backend.Name}",
                (ServiceOf(backend), "chat."),
                () => ChatAsync(backend, cancellationToken)
            ),
            (_, "openai") => StartAsync(
                $"speech {backend.Name}",
                (ServiceOf(backend), "audio."),
                () => SpeechAsync(backend, cancellationToken)
            ),
            _ => throw new CliException(
                $"{backend.Stage} '{backend.Name}' has no key, and a service of kind '{backend.Kind}' cannot be simulated.",
                $"Set {backend["KeyVariable"]}.",
                ExitCode.BadInput
            ),
        };

    private async Task<(IAsyncDisposable, Uri)> DeepgramAsync(CancellationToken cancellationToken)
    {
        var service = await SimulatedDeepgram.StartAsync(_script, new() { Key = Key }, cancellationToken: cancellationToken);
        return (service, new UriBuilder(service.Address) { Scheme = "ws" }.Uri);
    }

    private async Task<(IAsyncDisposable, Uri)> ChatAsync(StageBackend backend, CancellationToken cancellationToken)
    {
        var service = await SimulatedChatService.StartAsync(
            new(DialectOf(backend))
            {
                ApiKey = Key,
                Models = backend["Model"] is { } model ? [model] : [],
                Respond = _ => _spoken.Response,
            },
            cancellationToken
        );
        return (service, service.Address);
    }

    private async Task<(IAsyncDisposable, Uri)> SpeechAsync(StageBackend backend, CancellationToken cancellationToken)
    {
        var service = await SimulatedSpeechService.StartAsync(new() { ApiKey = Key, Transcribe = _ => _spoken.Text }, cancellationToken);
        return (service, service.Address);
    }

    private static bool Uses((string Service, string Steps) used, ProviderDelay row) =>
        row.Service == used.Service && row.Step.StartsWith(used.Steps, StringComparison.Ordinal);

    private static SimulatedDelay Line(ProviderDelay row) =>
        new(
            row.Service,
            row.Step,
            row.Kind.ToString().ToLowerInvariant(),
            row.P50.TotalMilliseconds,
            row.P95?.TotalMilliseconds,
            row.Date,
            row.Title,
            row.Address
        );

    private static ChatDialect DialectOf(StageBackend backend) =>
        ServiceOf(backend) switch
        {
            "groq" => ChatDialect.Groq,
            "gemini" => ChatDialect.Gemini,
            OpenAI => ChatDialect.OpenAI,
            _ => ChatDialect.Compatible,
        };

    private static string ServiceOf(StageBackend backend) => backend["Service"] ?? OpenAI;

    private async Task<Uri> StartAsync(
        string name,
        (string Service, string Steps) delays,
        Func<Task<(IAsyncDisposable Service, Uri Address)>> start
    )
    {
        if (!_services.TryGetValue(name, out var running))
        {
            running = _services[name] = await start();
            dialer.Simulate(running.Address);
            _steps.Add(delays);
        }

        return running.Address;
    }
}
