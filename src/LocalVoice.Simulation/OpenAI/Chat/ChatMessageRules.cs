using System.Text.Json;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Rules;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>What the messages of a request must be.</summary>
internal static class ChatMessageRules
{
    public static void Check(JsonElement request, ChatRules rules)
    {
        if (!request.TryGetProperty("messages", out var messages))
        {
            throw new RefusedException(new Refusal.Missing("messages"));
        }

        ParameterRule.Array.Check("messages", messages);
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
        {
            throw new RefusedException(new Refusal.Empty("messages"));
        }

        var (callIds, unanswered) = (new HashSet<string>(), new List<string>());
        foreach (var (index, message) in messages.EnumerateArray().Index())
        {
            CheckMessage($"messages[{index}]", message, rules, callIds, unanswered);
        }

        RequireAnswers($"messages[{messages.GetArrayLength()}]", unanswered);
    }

    private static void CheckMessage(string path, JsonElement message, ChatRules rules, HashSet<string> callIds, List<string> unanswered)
    {
        ParameterRule.Object.Check(path, message);
        var role = Role(path, message, rules);
        var unknown = message.EnumerateObject().Select(field => field.Name).Where(name => !rules.Messages.Contains(name)).ToArray();
        if (unknown.Length > 0 && !rules.IgnoresUnknown)
        {
            throw new RefusedException(new Refusal.UnknownFields(path, unknown));
        }

        var calls = message.TryGetProperty("tool_calls", out var toolCalls) && toolCalls.ValueKind == JsonValueKind.Array;
        CheckContent($"{path}.content", message, mayBeNull: role == "assistant" && calls);
        if (role != "tool")
        {
            RequireAnswers(path, unanswered);
        }

        switch (role)
        {
            case "tool":
                CheckAnswers(path, message, callIds);
                unanswered.Remove(message.GetProperty("tool_call_id").GetString()!);
                break;
            case "assistant" when calls:
                callIds.Clear();
                callIds.UnionWith(toolCalls.EnumerateArray().Select(call => call.GetProperty("id").GetString()!));
                unanswered.AddRange(callIds);
                break;
            default:
                callIds.Clear();
                break;
        }
    }

    private static string Role(string path, JsonElement message, ChatRules rules)
    {
        if (!message.TryGetProperty("role", out var role))
        {
            throw new RefusedException(new Refusal.Missing($"{path}.role"));
        }

        ParameterRule.OneOf(rules.Roles).Check($"{path}.role", role);
        return role.GetString()!;
    }

    private static void CheckContent(string path, JsonElement message, bool mayBeNull)
    {
        if (!message.TryGetProperty("content", out var content) || content.ValueKind == JsonValueKind.Null)
        {
            if (!mayBeNull)
            {
                throw new RefusedException(new Refusal.Other("Invalid value for 'content': expected a string, got null.", Older(path)));
            }
        }
        else if (content.ValueKind is not (JsonValueKind.String or JsonValueKind.Array))
        {
            throw new RefusedException(new Refusal.WrongType(path, "one of a string or array of objects", JsonKinds.Name(content)));
        }
    }

    private static void CheckAnswers(string path, JsonElement message, HashSet<string> callIds)
    {
        if (!message.TryGetProperty("tool_call_id", out var id))
        {
            throw new RefusedException(new Refusal.Missing($"{path}.tool_call_id"));
        }

        // The service's own spelling.
        if (!callIds.Contains(id.GetString() ?? ""))
        {
            throw new RefusedException(
                new Refusal.Other(
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
                    Older($"{path}.role")
                )
            );
        }
    }

    private static void RequireAnswers(string path, List<string> unanswered)
    {
        if (unanswered.Count > 0)
        {
            throw new RefusedException(
                new Refusal.Other(
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. "
                        + $"The following tool_call_ids did not have response messages: {string.Join(", ", unanswered)}",
                    Older($"{path}.role")
                )
            );
        }
    }

    /// <summary>The service's older rules write <c>messages.[0].role</c>.</summary>
    private static string Older(string path) => path.Replace("[", ".[", StringComparison.Ordinal);
}
