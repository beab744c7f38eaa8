namespace LocalVoice.Core.Sessions;

/// <summary>The backend of each stage of a session, by the name that the operator gave it.</summary>
public sealed record StageNames(string Stt, string Llm, string Tts)
{
    /// <summary>The name of this machine's own engine, for every stage.</summary>
    public const string Local = "local";

    public static StageNames AllLocal { get; } = new(Local, Local, Local);
}
