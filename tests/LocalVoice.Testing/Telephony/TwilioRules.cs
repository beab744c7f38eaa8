using System.Text.Json;

namespace LocalVoice.Testing.Telephony;

/// <summary>
/// What Twilio's documents say of messages to it (https://www.twilio.com/docs/voice/media-streams/websocket-messages): <c>media</c>,
/// <c>mark</c> and <c>clear</c>, each with the id of the stream and with nothing else. Twilio's own errors are 31924 and 31950.
/// </summary>
public static class TwilioRules
{
    /// <exception cref="InvalidDataException">Names the rule that the message breaks.</exception>
    public static SentToTwilio Require(ReadOnlyMemory<byte> json, string streamSid)
    {
        using var document = Parse(json);
        var message = document.RootElement;
        Require(message.ValueKind == JsonValueKind.Object, "a message is an object", message);
        var kind = Text(message, "event");
        Require(Text(message, "streamSid") == streamSid, "streamSid is the stream's", message);
        switch (kind)
        {
            case "media":
                RequireOnly(message, "event", "streamSid", "media");
                RequireOnly(message.GetProperty("media"), "payload");
                return new(kind, MuLaw(Text(message.GetProperty("media"), "payload")), "");
            case "mark":
                RequireOnly(message, "event", "streamSid", "mark");
                RequireOnly(message.GetProperty("mark"), "name");
                var name = Text(message.GetProperty("mark"), "name");
                Require(name.Length > 0, "a mark has a name", message);
                return new(kind, [], name);
            case "clear":
                RequireOnly(message, "event", "streamSid");
                return new(kind, [], "");
            default:
                throw new InvalidDataException($"Twilio takes no message '{kind}'.");
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("A message is JSON.", error);
        }
    }

    /// <summary>Standard base64 with padding; raw audio, so no header of a file.</summary>
    private static byte[] MuLaw(string payload)
    {
        var bytes = new byte[payload.Length];
        var isBase64 = Convert.TryFromBase64String(payload, bytes, out var count) && Convert.ToBase64String(bytes, 0, count) == payload;
        return isBase64 && count > 0 && !bytes.AsSpan(0, count).StartsWith("RIFF"u8)
            ? bytes[..count]
            : throw new InvalidDataException("A payload is base64 of raw µ-law.");
    }

    private static string Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new InvalidDataException($"'{name}' is a string: {parent}");

    private static void RequireOnly(JsonElement parent, params string[] names) =>
        Require(
            parent.ValueKind == JsonValueKind.Object
                && parent.EnumerateObject().Select(property => property.Name).Order().SequenceEqual(names.Order()),
            $"only {string.Join(", ", names)}",
            parent
        );

    private static void Require(bool holds, string rule, JsonElement message)
    {
        if (!holds)
        {
            throw new InvalidDataException($"{rule}: {message}");
        }
    }
}
