using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Calls;

/// <summary>A function call as models write it: a name, and arguments as a JSON object.</summary>
internal static class CallJson
{
    // "parameters" is Llama's word; some models mix them up.
    private static readonly string[] ArgumentKeys = ["arguments", "parameters"];
    private static readonly string[] OtherKeys = ["name", "type", "id", "function"];

    /// <summary>The arguments with a space after commas and colons.</summary>
    public static string Arguments(FunctionCallContent call) =>
        SpacedJson.Write(JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>(), ToolJson.Options));

    public static string Name(FunctionCallContent call) => JsonValue.Create(call.Name).ToJsonString(ToolJson.Options);

    /// <param name="json">A name and arguments in one object.</param>
    /// <returns>The call; <see cref="FunctionCallContent.Exception"/> is set when the model wrote an invalid one.</returns>
    public static ReadCall Read(string json)
    {
        try
        {
            var call = Unwrapped(JsonNode.Parse(json) as JsonObject ?? throw new JsonException("A tool call must be a JSON object."));
            var name = NameOf(call) ?? throw new JsonException("A tool call must have a name.");
            return new(new FunctionCallContent(NewId(), name, ArgumentsOf(ArgumentsIn(call))), Text(call["id"]));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return new(new FunctionCallContent(NewId(), NameIn(json)) { Exception = error }, null);
        }
    }

    /// <summary>Of a model that writes the name and the arguments apart.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static ReadCall Read(string name, string arguments, string? ownId)
    {
        try
        {
            return new(new FunctionCallContent(NewId(), name, ArgumentsOf(JsonNode.Parse(arguments))), ownId);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return new(new FunctionCallContent(NewId(), name) { Exception = error }, ownId);
        }
    }

    /// <summary>Whether an object that began like a call is one, or data that the user asked for; broken JSON is a broken call.</summary>
    public static bool IsCall(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject whole
                && Unwrapped(whole) is var call
                && NameOf(call) is not null
                && (ArgumentsIn(call) is not null || call.All(member => OtherKeys.Contains(member.Key)));
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return true;
        }
    }

    /// <summary>The name in JSON that is broken after it; empty for none.</summary>
    private static string NameIn(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("name"))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
                }
            }
        }
        catch (JsonException)
        {
            // Broken before the name.
        }

        return "";
    }

    /// <summary>Some models repeat the declaration's form: the call is in <c>function</c>.</summary>
    private static JsonObject Unwrapped(JsonObject call) => call["function"] is JsonObject inner ? inner : call;

    private static string? NameOf(JsonObject call) => Text(call["name"]) ?? Text(call["function"]);

    private static JsonNode? ArgumentsIn(JsonObject call) => ArgumentKeys.Select(key => call[key]).FirstOrDefault(node => node is not null);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Some models write the arguments as a JSON string.</summary>
    private static Dictionary<string, object?> ArgumentsOf(JsonNode? node) =>
        node switch
        {
            null => [],
            JsonObject arguments => arguments.Deserialize<Dictionary<string, object?>>(ToolJson.Options) ?? [],
            JsonValue value when value.TryGetValue(out string? text) => ArgumentsOf(JsonNode.Parse(text) as JsonObject),
            _ => throw new JsonException("A tool call's arguments must be a JSON object."),
        };

    private static string NewId() => $"call_{Guid.NewGuid():N}";
}

/// <param name="OwnId">The id that the model itself gave the call, which may come twice; null for none.</param>
internal readonly record struct ReadCall(FunctionCallContent Call, string? OwnId);
