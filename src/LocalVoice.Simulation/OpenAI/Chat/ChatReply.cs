namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>A response before its dialect writes it.</summary>
/// <param name="Created">Seconds since 1970.</param>
internal sealed record ChatReply(
    string Id,
    string RequestId,
    long Created,
    ChatRequest Request,
    ScriptedResponse Script,
    IReadOnlyList<string> Words,
    IReadOnlyList<string> Reasoning,
    string FinishReason
)
{
    /// <summary>From the request to the first token, as the service is made to take; zero: no time.</summary>
    public TimeSpan FirstToken { get; init; }

    public int CompletionTokens => Words.Count + Reasoning.Count + Script.ToolCalls.Sum(call => Tokens.Of(call.Arguments).Count);

    public static ChatReply Compose(int number, long created, ChatRequest request, ScriptedResponse script)
    {
        var text = request.Stops.Aggregate(script.Text, Cut);
        var words = Tokens.Of(text);
        var isCut = words.Count > request.MostTokens;
        return new(
            $"chatcmpl-simulated{number:D4}",
            $"req_simulated{number:D4}",
            created,
            request,
            script,
            isCut ? [.. words.Take(request.MostTokens)] : words,
            Tokens.Of(script.Reasoning),
            script.FinishReason
                ?? (
                    isCut ? "length"
                    : script.ToolCalls.Count > 0 ? "tool_calls"
                    : "stop"
                )
        );
    }

    private static string Cut(string text, string stop) =>
        text.IndexOf(stop, StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text;
}
