using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Incoming;

namespace LocalVoice.Server.Wyoming.Framing;

/// <summary>The first line of an event. What else it has, such as <c>version</c>, is not needed.</summary>
/// <param name="Data">An object, or absent.</param>
/// <param name="DataLength">Bytes of JSON that follow, whose fields go before those of <paramref name="Data"/>.</param>
/// <param name="PayloadLength">Bytes that follow these.</param>
internal sealed record EventHeader(string Type, EventField Data, int DataLength, int PayloadLength)
{
    private const string DataField = "data";

    /// <param name="line">Without its end.</param>
    /// <exception cref="ProtocolException">It is no header; names the field.</exception>
    public static EventHeader Parse(ReadOnlyMemory<byte> line)
    {
        using var document = StrictJson.Parse(line);
        var header = new EventField(document.RootElement, "");
        return new(
            header["type"].Text(FramingLimits.TypeLength),
            ObjectOf(header[DataField]),
            header["data_length"].Integer(0, FramingLimits.DataBytes, absent: 0),
            header["payload_length"].Integer(0, FramingLimits.PayloadBytes, absent: 0)
        );
    }

    /// <summary>The event's data: that of the header, overlaid with what followed it.</summary>
    /// <param name="json">As long as <see cref="DataLength"/>.</param>
    /// <exception cref="ProtocolException">It is no JSON object.</exception>
    public EventField With(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            return Data;
        }

        using var document = StrictJson.Parse(json);
        return new(Data.IsAbsent ? document.RootElement.Clone() : Overlaid(document.RootElement), DataField);
    }

    private JsonElement Overlaid(JsonElement above)
    {
        var merged = JsonObject.Create(Data.Element)!;
        foreach (var property in above.EnumerateObject())
        {
            merged[property.Name] = JsonSerializer.SerializeToNode(property.Value);
        }

        return JsonSerializer.SerializeToElement(merged);
    }

    private static EventField ObjectOf(EventField data) =>
        data.IsAbsent ? new(default, DataField)
        : data.Element.ValueKind is JsonValueKind.Object ? new(data.Element.Clone(), DataField)
        : throw data.WrongType("an object");
}
