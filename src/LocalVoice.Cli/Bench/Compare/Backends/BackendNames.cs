namespace LocalVoice.Cli.Bench.Compare.Backends;

/// <summary>The backends of one comparison, as the user names them.</summary>
/// <param name="Text">As given.</param>
internal sealed record BackendNames(string Text, string Stt, string Llm, string Tts)
{
    public const string Local = "local";

    /// <summary>A service that is all stages in one.</summary>
    public const string Realtime = "openai-realtime";

    public bool IsWhole => Text == Realtime;

    /// <summary>By stage, as the configuration's sections are named.</summary>
    public IEnumerable<(string Stage, string Name)> Stages => [("Stt", Stt), ("Llm", Llm), ("Tts", Tts)];

    /// <summary>Null when it is none.</summary>
    public static BackendNames? TryParse(string text) =>
        text.Split('+', StringSplitOptions.TrimEntries) switch
        {
            [Realtime] => new(Realtime, Realtime, Realtime, Realtime),
            [Local] => new(Local, Local, Local, Local),
            [{ Length: > 0 } stt, { Length: > 0 } llm, { Length: > 0 } tts] => new($"{stt}+{llm}+{tts}", stt, llm, tts),
            _ => null,
        };
}
