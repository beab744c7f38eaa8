using LocalVoice.Engines.OpenAI;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Server.Composition.Backends;

/// <summary>The protocols that this server speaks to backends on other machines.</summary>
internal static class BackendKinds
{
    public static IReadOnlyList<IBackendKind> All { get; } =
    [
        new BackendKind<OpenAIChatOptions>(
            "Llm",
            "openai",
            new OpenAIChatOptionsValidator(),
            options => options.Url,
            (options, key) => options.Key = key,
            (options, parts) => new OpenAIChatClient(options, parts.Connections, parts.Time, parts.Loggers.CreateLogger<OpenAIChatClient>())
        ),
    ];

    public static IEnumerable<IBackendKind> Of(string stage) => All.Where(kind => kind.Stage == stage);

    /// <summary>Null when there is no such kind for the stage.</summary>
    public static IBackendKind? Find(string stage, string name) =>
        Of(stage).FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
