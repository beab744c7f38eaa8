using System.Text.Json;

namespace LocalVoice.Client.Providers.Wire;

/// <summary>Reads fields that may be absent, null or of another type: that is always the same as absent.</summary>
internal static class JsonFields
{
    /// <returns>An undefined element for none.</returns>
    public static JsonElement Child(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var child) ? child : default;

    public static string? Text(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static int? Number(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    public static bool? Flag(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag ? flag.GetBoolean() : null;

    /// <summary>A number of seconds.</summary>
    public static TimeSpan? Seconds(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.Number } number ? TimeSpan.FromSeconds(number.GetDouble()) : null;

    /// <returns>No elements where there is no such array.</returns>
    public static IEnumerable<JsonElement> Elements(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
