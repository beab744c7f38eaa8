using System.Text.Json;

namespace LocalVoice.Testing.Wyoming;

/// <summary>An event of the Wyoming protocol as it came over the wire.</summary>
/// <param name="Data">An empty object without any.</param>
public sealed record PeerEvent(string Type, JsonElement Data, byte[] Payload)
{
    public string? Text(string field) => Data.GetProperty(field).GetString();

    public double Number(string field) => Data.GetProperty(field).GetDouble();
}
