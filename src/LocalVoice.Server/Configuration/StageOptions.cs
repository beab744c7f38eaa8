namespace LocalVoice.Server.Configuration;

/// <summary>The backend of each stage: <c>local</c>, or a name of <c>LocalVoice:Backends</c>. Null: as one level above.</summary>
public sealed class StageOptions
{
    /// <summary>Of the recogniser.</summary>
    public string? Stt { get; set; }

    /// <summary>Of the language model.</summary>
    public string? Llm { get; set; }

    /// <summary>Of the voice.</summary>
    public string? Tts { get; set; }

    /// <summary>The names, by stage.</summary>
    internal IEnumerable<(string Stage, string? Name)> All => [(nameof(Stt), Stt), (nameof(Llm), Llm), (nameof(Tts), Tts)];
}
