using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalVoice.Engines.OpenAI.Chat.Calls;

/// <summary>Gives the tool calls of a request's messages their <c>extra_content</c> back, which the package does not know.</summary>
internal sealed class ToolCallHistory(ToolCallExtras extras, bool isSigned)
{
    // For a call that another model made, or that is too long ago: Google's own word for it (the same document, "FAQs").
    private const string Unsigned = """{"google":{"thought_signature":"skip_thought_signature_validator"}}""";

    /// <param name="request">JSON.</param>
    public byte[] Complete(byte[] request)
    {
        if (request.AsSpan().IndexOf("\"tool_calls\""u8) < 0 || JsonNode.Parse(request) is not JsonObject body)
        {
            return request;
        }

        var changed = false;
        foreach (var calls in (body["messages"] as JsonArray ?? []).Select(message => message?["tool_calls"]).OfType<JsonArray>())
        {
            changed |= Complete(calls);
        }

        return changed ? JsonSerializer.SerializeToUtf8Bytes(body) : request;
    }

    /// <summary>Of calls at the same time, the first is signed.</summary>
    private bool Complete(JsonArray calls)
    {
        var changed = false;
        foreach (var call in calls.OfType<JsonObject>())
        {
            if ((string?)call["id"] is { } id && extras.Of(id) is { } extra)
            {
                call["extra_content"] = extra;
                changed = true;
            }
        }

        if (!changed && isSigned && calls.FirstOrDefault() is JsonObject first)
        {
            first["extra_content"] = JsonNode.Parse(Unsigned);
            changed = true;
        }

        return changed;
    }
}
