using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Engines.OpenAI.Chat.Calls;

namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>
/// Turns the chunks of compatible services into OpenAI's own, which alone the package reads: finish reasons of other names,
/// thoughts in fields of their own, choices and deltas that are left out, and Gemini's tool calls. One instance per response.
/// </summary>
internal sealed class ChunkDialect(ToolCallExtras extras)
{
    private readonly ToolCallNumbers _calls = new(extras);

    /// <summary>Changes the chunk in place.</summary>
    /// <exception cref="InvalidOperationException">A value is of an impossible kind.</exception>
    public void Translate(JsonObject chunk)
    {
        // vLLM's chunk with the usage has null.
        chunk["choices"] ??= new JsonArray();
        foreach (var choice in chunk["choices"]!.AsArray().OfType<JsonObject>())
        {
            if (Text(choice["finish_reason"]) is { } reason)
            {
                choice["finish_reason"] = FinishReasons.Known(reason);
            }

            // Gemini's chunk of a filtered response has none.
            choice["delta"] ??= new JsonObject();
            var delta = choice["delta"]!.AsObject();
            TranslateThoughts(delta);
            _calls.Number((delta["tool_calls"] as JsonArray ?? []).OfType<JsonObject>());
        }
    }

    /// <summary>Groq's <c>reasoning</c>, and Gemini's text that is marked as a thought.</summary>
    private static void TranslateThoughts(JsonObject delta)
    {
        var google = (delta["extra_content"] as JsonObject)?["google"] as JsonObject;
        var isThought = google?["thought"]?.GetValueKind() == JsonValueKind.True;
        var name = isThought ? "content" : "reasoning";
        if (Text(delta[name]) is { } thoughts)
        {
            delta.Remove(name);
            delta["reasoning_content"] ??= thoughts;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
