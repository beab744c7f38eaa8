namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>The reasons why a response ended, of OpenAI and others.</summary>
internal static class FinishReasons
{
    private static readonly string[] Own = ["stop", "length", "tool_calls", "content_filter", "function_call"];

    // Gemini's own names (ai.google.dev/api/generate-content, FinishReason), which its OpenAI endpoint passes through or puts
    // behind a colon.
    private static readonly string[] Filtered = ["SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE"];

    /// <returns>One of OpenAI's; null for an empty one, which is none.</returns>
    public static string? Known(string reason) =>
        reason switch
        {
            "" => null,
            _ when Own.Contains(reason, StringComparer.Ordinal) => reason,
            _ when Filtered.Contains(reason, StringComparer.OrdinalIgnoreCase) => "content_filter",
            _ when reason.StartsWith("content_filter", StringComparison.OrdinalIgnoreCase) => "content_filter",
            "MAX_TOKENS" or "max_tokens" => "length",
            _ => "stop",
        };
}
