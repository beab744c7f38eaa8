using System.Text.Json;

namespace LocalVoice.Client;

/// <summary>Parses protocol events.</summary>
internal static class EventJson
{
    /// <exception cref="ProtocolViolationException">Not a JSON object with a <c>type</c>.</exception>
    public static ServerEvent Parse(ReadOnlyMemory<byte> utf8, long timestamp)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var body = document.RootElement.Clone();
            var type = body.GetProperty("type").GetString();
            return new ServerEvent(type ?? throw new ProtocolViolationException("An event's type is null."), body, timestamp);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new ProtocolViolationException($"An event could not be read: {exception.Message}");
        }
    }
}
