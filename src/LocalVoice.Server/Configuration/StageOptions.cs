namespace LocalVoice.Server.Configuration;

/// <summary>The backend of each stage: <c>local</c>, or a name of <c>LocalVoice:Backends</c>. Null: as one level above.</summary>
public sealed class StageOptions
{
    public string? Stt { get; set; }

    public string? Llm { get; set; }

    public string? Tts { get; set; }

    /// <summary>The names, by stage.</summary>
    internal IEnumerable<(string Stage, string? Name)> All => [(nameof(Stt), Stt), (nameof(Llm), Llm), (nameof(Tts), Tts)];
}
