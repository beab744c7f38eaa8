using System.Text.Json;

namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>Finds the client's id of an event that could not be read, without parsing the whole of it.</summary>
internal static class EventIdScan
{
    /// <returns>Null when there is none short enough to repeat before the point where the event becomes invalid.</returns>
    public static string? Find(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = !reader.ValueIsEscaped && reader.ValueTextEquals("event_id"u8);
                reader.Read();
                if (isId)
                {
                    return reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= FieldLimits.EventId
                        ? reader.GetString()
                        : null;
                }

                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Invalid from here on.
        }

        return null;
    }
}
