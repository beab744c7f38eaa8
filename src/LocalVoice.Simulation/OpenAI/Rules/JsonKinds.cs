using System.Text.Json;

namespace LocalVoice.Simulation.OpenAI.Rules;

/// <summary>The names of JSON's types in errors.</summary>
internal static class JsonKinds
{
    public static string Name(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out _) ? "an integer" : "a decimal",
            JsonValueKind.String => "a string",
            JsonValueKind.True or JsonValueKind.False => "a boolean",
            JsonValueKind.Array => value.GetArrayLength() == 0 ? "an empty array" : "an array",
            JsonValueKind.Object => "an object",
            _ => "null",
        };
}
