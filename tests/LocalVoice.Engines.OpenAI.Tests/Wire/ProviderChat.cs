namespace LocalVoice.Engines.OpenAI.Tests.Wire;

/// <summary>
/// Streams of chat completions as the providers send them, transcribed from their documents, which each file names in its
/// comments.
/// </summary>
internal static class ProviderChat
{
    public static string OpenAI => Read("openai");

    /// <summary>One call, its arguments in pieces.</summary>
    public static string OpenAICall => Read("openai-call");

    public static string Groq => Read("groq");

    public static string Gemini => Read("gemini");

    /// <summary>Two calls at the same time, without an index and with an empty id.</summary>
    public static string GeminiCalls => Read("gemini-calls");

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Wire", "streams", $"{name}.sse"));
}
