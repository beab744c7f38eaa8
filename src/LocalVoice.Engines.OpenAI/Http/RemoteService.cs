namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>The service behind an engine, and how it is named to the operator.</summary>
/// <param name="Stage"><c>stt</c>, <c>llm</c> or <c>tts</c>.</param>
/// <param name="Name">As configured: <c>openai</c>, <c>groq</c>, <c>gemini</c> or any.</param>
/// <param name="Url">Base address, without a trailing slash needed.</param>
/// <param name="Key">May be empty. Never shown.</param>
internal sealed record RemoteService(string Stage, string Name, string Model, Uri Url, string Key)
{
    private const string GeminiHost = "generativelanguage.googleapis.com";
    private static readonly string[] Clouds = ["api.openai.com", "api.groq.com", GeminiHost];

    public EngineInfo Info { get; } =
        new(
            Stage,
            Name,
            // Gemini's list calls them models/…, a local server's may be a path.
            Model[(Model.LastIndexOf('/') + 1)..],
            IsCloud(Url) ? "cloud" : "site",
            EnginePackage.Of(typeof(RemoteService))
        );

    public bool IsGemini => Name == "gemini" || Url.Host.Equals(GeminiHost, StringComparison.OrdinalIgnoreCase);

    public bool HasKey => Key.Length > 0;

    /// <summary><c>groq (api.groq.com)</c>.</summary>
    public string Title => $"{Name} ({Url.Authority})";

    /// <summary>What an operator looks at when the key is refused: <c>GROQ_API_KEY</c>.</summary>
    public string KeyName =>
        Name switch
        {
            "openai" => "OPENAI_API_KEY",
            "groq" => "GROQ_API_KEY",
            "gemini" => "GEMINI_API_KEY",
            _ => $"the key of {Name}",
        };

    /// <param name="path">Without a leading slash.</param>
    public Uri At(string path) => new($"{Url.AbsoluteUri.TrimEnd('/')}/{path}");

    /// <exception cref="EngineException">The key holds what no header can carry, such as a line break of a file.</exception>
    public RemoteService Checked() =>
        Key.All(character => character is > ' ' and < (char)127)
            ? this
            : throw new EngineException($"{Title}: the key has a character that no key has; check {KeyName}.");

    // A record's own would print the key.
    public override string ToString() => Title;

    private static bool IsCloud(Uri url) => Clouds.Contains(url.Host, StringComparer.OrdinalIgnoreCase);
}
