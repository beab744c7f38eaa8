using System.Text.Json;

namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>What <c>GET /models</c> tells: <c>{"object":"list","data":[{"id":"…"}]}</c>, the ids of Gemini with <c>models/</c>.</summary>
internal static class ModelList
{
    private const string Prefix = "models/";

    /// <returns>Null where it is no such list, or an empty one.</returns>
    public static IReadOnlyList<string>? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("data", out var data)
                && data.ValueKind == JsonValueKind.Array
                && data.GetArrayLength() > 0
                ? [.. data.EnumerateArray().Select(Id)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool Has(IReadOnlyList<string> models, string model) => models.Any(id => Plain(id) == Plain(model));

    private static string Id(JsonElement model) =>
        model.ValueKind == JsonValueKind.Object && model.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()!
            : "";

    private static string Plain(string id) => id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : id;
}
