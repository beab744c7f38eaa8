using System.Text.Json;
using System.Text.Unicode;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>Parses a client's JSON object: no duplicate properties, no text that others cannot take.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <exception cref="ProtocolException">It is none.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
        {
            throw new ProtocolException("invalid_json", "The message is no valid UTF-8.");
        }

        try
        {
            EventText.Require(json.Span);
            var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new ProtocolException("invalid_json", "An event is a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new ProtocolException("invalid_json", $"The message is no valid JSON: {exception.Message}");
        }
    }
}
