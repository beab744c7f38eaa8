using System.Text.Json;

namespace LocalVoice.Engines.OpenAI.Recognition;

/// <summary><c>{"text":"…"}</c>; gpt-transcribe adds <c>"languages":[{"code":"fr"}]</c>, which may be empty.</summary>
internal sealed record HeardText(string Text, string? Language)
{
    /// <returns>Null for anything else.</returns>
    public static HeardText? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("text", out var text)
                && text.ValueKind == JsonValueKind.String
                ? new(text.GetString()!.Trim(), LanguageOf(root))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? LanguageOf(JsonElement root) =>
        root.TryGetProperty("languages", out var languages)
        && languages.ValueKind == JsonValueKind.Array
        && languages.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
        && first.TryGetProperty("code", out var code)
            ? code.GetString()
            : null;
}
