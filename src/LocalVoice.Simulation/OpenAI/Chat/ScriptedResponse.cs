namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>What a simulated model answers. Tokens are words.</summary>
public sealed record ScriptedResponse(string Text)
{
    /// <summary>Thoughts before the text, where the dialect tells them; empty for none.</summary>
    public string Reasoning { get; init; } = "";

    public IReadOnlyList<ScriptedToolCall> ToolCalls { get; init; } = [];

    /// <summary>Null: <c>stop</c>, <c>tool_calls</c> or <c>length</c>, as it is.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Tokens of the prompt that count as cached.</summary>
    public int CachedTokens { get; init; }

    /// <summary>Groq's <c>x_groq.error</c> of the last chunk: why it stopped early. Other dialects do not tell.</summary>
    public string? StoppedBecause { get; init; }

    /// <summary>
    /// Gemini's filter: no content, and not even a message when not streamed. As users of
    /// generativelanguage.googleapis.com/v1beta/openai saw it in 2025–2026.
    /// </summary>
    public static ScriptedResponse Filtered(string reason = "SAFETY") => new("") { FinishReason = $"content_filter: {reason}" };

    /// <summary>These in turn, the last again and again.</summary>
    public static Func<string, ScriptedResponse> InOrder(params IReadOnlyList<ScriptedResponse> responses)
    {
        ArgumentOutOfRangeException.ThrowIfZero(responses.Count);
        var next = -1;
        return _ => responses[Math.Min(Interlocked.Increment(ref next), responses.Count - 1)];
    }

    public static implicit operator ScriptedResponse(string text) => new(text);

    public static ScriptedResponse FromString(string text) => new(text);
}

/// <param name="Arguments">JSON.</param>
public sealed record ScriptedToolCall(string Id, string Name, string Arguments);
