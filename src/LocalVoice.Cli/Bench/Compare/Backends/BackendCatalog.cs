using Microsoft.Extensions.Configuration;

namespace LocalVoice.Cli.Bench.Compare.Backends;

/// <summary>The backends that can be compared: the configuration's, and short forms of services where it names none.</summary>
internal sealed class BackendCatalog(IConfiguration configuration)
{
    private const string Groq = "https://api.groq.com/openai/v1";
    private const string Gemini = "https://generativelanguage.googleapis.com/v1beta/openai";

    private static readonly Dictionary<(string Stage, string Name), string> ShortForms = new()
    {
        [("Stt", "deepgram")] = "Kind=deepgram;KeyVariable=DEEPGRAM_API_KEY",
        [("Stt", "flux")] = "Kind=deepgram-flux;KeyVariable=DEEPGRAM_API_KEY",
        [("Stt", "openai")] = "Kind=openai;KeyVariable=OPENAI_API_KEY",
        [("Stt", "groq")] = $"Kind=openai;Service=groq;Url={Groq};Model=whisper-large-v3-turbo;KeyVariable=GROQ_API_KEY",
        [("Llm", "openai")] = "Kind=openai;Model=gpt-4.1-mini;KeyVariable=OPENAI_API_KEY",
        [("Llm", "groq")] = $"Kind=openai;Service=groq;Url={Groq};Model=llama-3.3-70b-versatile;KeyVariable=GROQ_API_KEY",
        [("Llm", "gemini")] = $"Kind=openai;Service=gemini;Url={Gemini};Model=gemini-2.5-flash;KeyVariable=GEMINI_API_KEY",
        [("Tts", "deepgram")] = "Kind=deepgram;KeyVariable=DEEPGRAM_API_KEY",
        [("Tts", "openai")] = "Kind=openai;KeyVariable=OPENAI_API_KEY",
    };

    /// <exception cref="CliException">A stage has no backend of that name.</exception>
    public IReadOnlyList<StageBackend> Find(BackendNames names) => [.. names.Stages.Select(stage => Find(stage.Stage, stage.Name))];

    private StageBackend Find(string stage, string name)
    {
        if (name == BackendNames.Local)
        {
            return new(stage, name, new Dictionary<string, string>());
        }

        var configured = Section(stage).GetSection(name).GetChildren().Where(child => child.Value is not null).ToList();
        if (configured.Count > 0)
        {
            return new(
                stage,
                name,
                configured.ToDictionary(child => child.Key, child => child.Value!, StringComparer.OrdinalIgnoreCase)
            );
        }

        return ShortForms.TryGetValue((stage, name), out var settings) ? new(stage, name, Parse(settings)) : throw Unknown(stage, name);
    }

    private static Dictionary<string, string> Parse(string settings) =>
        settings
            .Split(';')
            .Select(setting => setting.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private CliException Unknown(string stage, string name)
    {
        var configured = Section(stage).GetChildren().Select(section => section.Key);
        var known = ShortForms.Keys.Where(key => key.Stage == stage).Select(key => key.Name).Concat(configured).Distinct();
        return new(
            $"--backends names '{name}' for {stage.ToUpperInvariant()}, which is no backend.",
            $"Give local, or one of {string.Join(", ", known.Order(StringComparer.Ordinal))}.",
            ExitCode.BadInput
        );
    }

    private IConfigurationSection Section(string stage) => configuration.GetSection($"LocalVoice:Backends:{stage}");
}
