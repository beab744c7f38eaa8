using LocalVoice.Engines.Deepgram;
using LocalVoice.Engines.OpenAI;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Composition.Backends;

/// <summary>The protocols that this server speaks to backends on other machines.</summary>
internal static class BackendKinds
{
    private const string Stt = nameof(StageOptions.Stt);
    private const string Llm = nameof(StageOptions.Llm);
    private const string Tts = nameof(StageOptions.Tts);

    public static IReadOnlyList<IBackendKind> All { get; } =
    [
        new BackendKind<DeepgramRecognizerOptions>(
            Stt,
            "deepgram",
            new DeepgramRecognizerOptionsValidator(),
            options => new(options.Url),
            (options, key) => options.Key = key,
            (options, parts) => new DeepgramRecognizer(options, parts.Connections, parts.Time, parts.Log<DeepgramRecognizer>())
        ),
        new BackendKind<DeepgramFluxOptions>(
            Stt,
            "deepgram-flux",
            new DeepgramFluxOptionsValidator(),
            options => new(options.Url),
            (options, key) => options.Key = key,
            (options, parts) => new DeepgramFluxRecognizer(options, parts.Connections, parts.Time, parts.Log<DeepgramFluxRecognizer>())
        ),
        new BackendKind<OpenAIRecognizerOptions>(
            Stt,
            "openai",
            new OpenAIRecognizerOptionsValidator(),
            options => options.Url,
            (options, key) => options.Key = key,
            (options, parts) => new OpenAIRecognizer(options, parts.Connections, parts.Time, parts.Log<OpenAIRecognizer>())
        ),
        new BackendKind<OpenAIChatOptions>(
            Llm,
            "openai",
            new OpenAIChatOptionsValidator(),
            options => options.Url,
            (options, key) => options.Key = key,
            (options, parts) => new OpenAIChatClient(options, parts.Connections, parts.Time, parts.Log<OpenAIChatClient>())
        ),
        new BackendKind<DeepgramSynthesizerOptions>(
            Tts,
            "deepgram",
            new DeepgramSynthesizerOptionsValidator(),
            options => new(options.Url),
            (options, key) => options.Key = key,
            (options, parts) => new DeepgramSynthesizer(options, parts.Connections, parts.Time, parts.Log<DeepgramSynthesizer>())
        ),
        new BackendKind<OpenAISynthesizerOptions>(
            Tts,
            "openai",
            new OpenAISynthesizerOptionsValidator(),
            options => options.Url,
            (options, key) => options.Key = key,
            (options, parts) => new OpenAISynthesizer(options, parts.Connections, parts.Time, parts.Log<OpenAISynthesizer>())
        ),
    ];

    public static IEnumerable<IBackendKind> Of(string stage) => All.Where(kind => kind.Stage == stage);

    /// <summary>Null when there is no such kind for the stage.</summary>
    public static IBackendKind? Find(string stage, string name) =>
        Of(stage).FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
