using LocalVoice.Bench;
using LocalVoice.Bench.Compare;
using LocalVoice.Cli.Bench.Compare.Backends;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Simulation.OpenAI.Realtime;
using LocalVoice.Simulation.OpenAI.Speech;

namespace LocalVoice.Cli.Bench.Compare.Simulated;

/// <summary>The services whose keys are missing, simulated on loopback, each started when it is first needed.</summary>
internal sealed class SimulatedServices(CompareDialer dialer) : IAsyncDisposable
{
    /// <summary>What all of them accept.</summary>
    public const string Key = "simulated-key";

    /// <summary>Environment variable of this process that holds it.</summary>
    private const string KeyVariable = "LOCALVOICE_SIMULATED_KEY";

    private const string OpenAI = "openai";

    private readonly Dictionary<string, (IAsyncDisposable Service, Uri Address)> _services = [];
    private readonly UsedDelays _delays = new();
    private readonly DeepgramScript _script = new();
    private readonly SpokenNow _spoken = new();

    /// <summary>What the stages that were replaced take, without the network.</summary>
    public IReadOnlyList<SimulatedDelay> Delays => _delays.Lines;

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
            async () =>
            {
                var options = new SimulatedRealtimeOptions
                {
                    ApiKey = Key,
                    Models = [model],
                    Transcribe = _ => _spoken.Text,
                    Respond = _ => _spoken.Response,
                    FirstAudio = _delays.Median(OpenAI, "realtime.response"),
                    AudioSpeed = Speed(OpenAI, "realtime.second"),
                };
                var service = await SimulatedRealtimeService.StartAsync(options, cancellationToken);
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

    private Task<Uri> AddressOfAsync(StageBackend backend, CancellationToken cancellationToken)
    {
        switch (backend.Stage, backend.Kind)
        {
            case ("Stt", "deepgram"):
                _delays.Draws("deepgram", "handshake", "listen.");
                return DeepgramAsync(cancellationToken);
            case ("Stt", "deepgram-flux"):
                _delays.Draws("deepgram", "handshake", "flux.");
                return DeepgramAsync(cancellationToken);
            case ("Tts", "deepgram"):
                _delays.Draws("deepgram", "handshake", "speak.");
                return DeepgramAsync(cancellationToken);
            case ("Llm", "openai"):
                return ChatAsync(backend, cancellationToken);
            case ("Stt" or "Tts", "openai"):
                return SpeechAsync(backend, cancellationToken);
            default:
                throw new CliException(
                    $"{backend.Stage} '{backend.Name}' has no key, and a service of kind '{backend.Kind}' cannot be simulated.",
                    $"Set {backend["KeyVariable"]}.",
                    ExitCode.BadInput
                );
        }
    }

    private Task<Uri> DeepgramAsync(CancellationToken cancellationToken) =>
        StartAsync(
            "deepgram",
            async () =>
            {
                var service = await SimulatedDeepgram.StartAsync(_script, new() { Key = Key }, cancellationToken: cancellationToken);
                return (service, new UriBuilder(service.Address) { Scheme = "ws" }.Uri);
            }
        );

    private Task<Uri> ChatAsync(StageBackend backend, CancellationToken cancellationToken) =>
        StartAsync(
            $"chat {backend.Name}",
            async () =>
            {
                var name = backend["Service"] ?? OpenAI;
                var options = new SimulatedChatOptions(DialectOf(name))
                {
                    ApiKey = Key,
                    Models = backend["Model"] is { } model ? [model] : [],
                    Respond = _ => _spoken.Response,
                    FirstToken = _delays.Median(name, "chat.first"),
                    TokensPerSecond = Speed(name, "chat.token"),
                };
                var service = await SimulatedChatService.StartAsync(options, cancellationToken);
                return (service, service.Address);
            }
        );

    private Task<Uri> SpeechAsync(StageBackend backend, CancellationToken cancellationToken) =>
        StartAsync(
            $"speech {backend.Stage} {backend.Name}",
            async () =>
            {
                var name = backend["Service"] ?? OpenAI;
                var usual = new SimulatedSpeechOptions();
                var options = usual with
                {
                    ApiKey = Key,
                    TranscriptionModels = backend["Model"] is { } heard ? [heard] : usual.TranscriptionModels,
                    SpeechModels = backend["Model"] is { } spoken ? [spoken] : usual.SpeechModels,
                    Transcribe = _ => _spoken.Text,
                };
                options =
                    backend.Stage == "Stt"
                        ? options with
                        {
                            FirstWord = _delays.Median(name, "transcribe"),
                        }
                        : options with
                        {
                            FirstAudio = _delays.Median(name, "speak.first"),
                            AudioSpeed = Speed(name, "speak.second"),
                        };
                var service = await SimulatedSpeechService.StartAsync(options, cancellationToken);
                return (service, service.Address);
            }
        );

    /// <summary>How many of what a step makes are made in a second.</summary>
    private double Speed(string service, string step) => TimeSpan.FromSeconds(1) / _delays.Median(service, step);

    private static ChatDialect DialectOf(string service) =>
        service switch
        {
            "groq" => ChatDialect.Groq,
            "gemini" => ChatDialect.Gemini,
            OpenAI => ChatDialect.OpenAI,
            _ => ChatDialect.Compatible,
        };

    private async Task<Uri> StartAsync(string name, Func<Task<(IAsyncDisposable Service, Uri Address)>> start)
    {
        if (!_services.TryGetValue(name, out var running))
        {
            running = _services[name] = await start();
            dialer.Simulate(running.Address);
        }

        return running.Address;
    }
}
