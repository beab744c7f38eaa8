using System.Text.Json.Nodes;

namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>
/// Turns the chunks of compatible services into OpenAI's own, which alone the package reads: finish reasons of other names
/// (<c>SAFETY</c>, <c>eos</c>, an empty one), Groq's <c>reasoning</c>, and Gemini's parallel tool calls, which all have
/// index 0 or none. One instance per response.
/// </summary>
internal sealed class ChunkDialect
{
    private readonly List<string> _callIds = [];

    /// <summary>Changes the chunk in place.</summary>
    /// <returns>Whether anything had to be changed.</returns>
    public bool Translate(JsonObject chunk)
    {
        var changed = false;
        foreach (var choice in (chunk["choices"] as JsonArray ?? []).OfType<JsonObject>())
        {
            changed |= TranslateReason(choice);
            if (choice["delta"] is JsonObject delta)
            {
                changed |= TranslateReasoning(delta);
                changed |= NumberCalls(delta["tool_calls"] as JsonArray ?? []);
            }
        }

        return changed;
    }

    private static bool TranslateReason(JsonObject choice)
    {
        if (choice["finish_reason"] is not JsonValue value || !value.TryGetValue<string>(out var reason))
        {
            return false;
        }

        var known = FinishReasons.Known(reason);
        choice["finish_reason"] = known;
        return known != reason;
    }

    private static bool TranslateReasoning(JsonObject delta)
    {
        if (
            delta["reasoning"] is not JsonValue reasoning
            || !reasoning.TryGetValue<string>(out _)
            || delta["reasoning_content"] is not null
        )
        {
            return false;
        }

        delta.Remove("reasoning");
        delta["reasoning_content"] = reasoning;
        return true;
    }

    private bool NumberCalls(JsonArray calls)
    {
        var changed = false;
        foreach (var call in calls.OfType<JsonObject>())
        {
            if (call["id"] is JsonValue value && value.TryGetValue<string>(out var id) && id.Length > 0 && !_callIds.Contains(id))
            {
                _callIds.Add(id);
            }

            // A fragment without an id goes on with its index, or with the newest call.
            var index = call["id"] is JsonValue named && named.TryGetValue<string>(out var own) ? _callIds.IndexOf(own) : -1;
            index = index >= 0 ? index : Index(call) ?? Math.Max(0, _callIds.Count - 1);
            changed |= Index(call) != index;
            call["index"] = index;
        }

        return changed;
    }

    private static int? Index(JsonObject call) => call["index"] is JsonValue value && value.TryGetValue<int>(out var index) ? index : null;
}

/// <summary>The reasons why a response ended, of OpenAI and others.</summary>
internal static class FinishReasons
{
    private static readonly string[] Own = ["stop", "length", "tool_calls", "content_filter", "function_call"];

    // Gemini's own names, which its OpenAI endpoint passes through (ai.google.dev/api/generate-content, FinishReason).
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
