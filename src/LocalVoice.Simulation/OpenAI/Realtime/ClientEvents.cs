using System.Text.Json;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Rules;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>The client events of the GA API and their fields (OpenAPI description 2.3.0, RealtimeClientEvent…).</summary>
internal static class ClientEvents
{
    private static readonly Dictionary<string, Dictionary<string, ParameterRule>> Fields = new()
    {
        ["session.update"] = new() { ["session"] = ParameterRule.Object },
        ["input_audio_buffer.append"] = new() { ["audio"] = ParameterRule.Text },
        ["input_audio_buffer.commit"] = [],
        ["input_audio_buffer.clear"] = [],
        ["conversation.item.create"] = new() { ["item"] = ParameterRule.Object, ["previous_item_id"] = ParameterRule.Text },
        ["conversation.item.truncate"] = new()
        {
            ["item_id"] = ParameterRule.Text,
            ["content_index"] = ParameterRule.Integer(0),
            ["audio_end_ms"] = ParameterRule.Integer(0),
        },
        ["conversation.item.delete"] = new() { ["item_id"] = ParameterRule.Text },
        ["conversation.item.retrieve"] = new() { ["item_id"] = ParameterRule.Text },
        ["response.create"] = new() { ["response"] = ParameterRule.Object },
        ["response.cancel"] = new() { ["response_id"] = ParameterRule.Text },
    };

    private static readonly HashSet<string> Optional = ["previous_item_id", "response", "response_id"];

    /// <returns>The event's type.</returns>
    /// <exception cref="RefusedException">It is not an event, or a field is wrong.</exception>
    public static string Check(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(
                new Refusal.Other("The event could not be parsed. Make sure it is valid JSON.", Code: "invalid_json")
            );
        }

        // The words of the reference's example of an error.
        if (!item.TryGetProperty("type", out var type))
        {
            throw new RefusedException(new Refusal.Other("The 'type' field is missing.", Code: "invalid_event"));
        }

        ParameterRule.OneOf([.. Fields.Keys]).Check("type", type);
        var name = type.GetString() ?? throw new RefusedException(new Refusal.WrongType("type", "a string", "null"));
        CheckFields(item, Fields[name]);
        return name;
    }

    private static void CheckFields(JsonElement item, Dictionary<string, ParameterRule> fields)
    {
        var unknown = item.EnumerateObject()
            .Select(field => field.Name)
            .Where(field => field is not ("type" or "event_id") && !fields.ContainsKey(field))
            .ToArray();
        if (unknown.Length > 0)
        {
            throw new RefusedException(new Refusal.UnknownFields("", unknown));
        }

        foreach (var (field, rule) in fields)
        {
            if (item.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                rule.Check(field, value);
            }
            else if (!Optional.Contains(field))
            {
                throw new RefusedException(new Refusal.Missing(field));
            }
        }
    }
}
