using System.Text.Json;

namespace LocalVoice.Simulation.Deepgram.Connections;

/// <summary>Reads a client's text message.</summary>
internal static class ClientText
{
    /// <summary>Null: it is no JSON object.</summary>
    public static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null where there is none.</summary>
    public static string? Type(this JsonElement? message) => message?.Text("type");

    /// <summary>Null where there is none, or it is no text.</summary>
    public static string? Text(this JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
