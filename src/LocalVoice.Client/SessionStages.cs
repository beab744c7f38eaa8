namespace LocalVoice.Client;

/// <summary>The backends that a session asks for, by name; null keeps the server's. Only where its operator allows it.</summary>
public sealed record SessionStages(string? Stt, string? Llm, string? Tts);
