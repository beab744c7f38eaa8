using System.Text.Json;

namespace LocalVoice.Client;

/// <summary>Something the server sent.</summary>
/// <param name="Timestamp">When its last byte was received, in the client's <see cref="TimeProvider"/> timestamps.</param>
public abstract record ServerMessage(long Timestamp);

/// <summary>A protocol event.</summary>
public sealed record ServerEvent(string Type, JsonElement Body, long Timestamp) : ServerMessage(Timestamp)
{
    /// <summary>A string property, or null where it is absent.</summary>
    public string? Text(string property) =>
        Body.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A stretch of the agent's voice: 16-bit mono.</summary>
/// <param name="Ordinal">Tells the answers of a session apart.</param>
/// <param name="FirstSample">Position in the answer.</param>
/// <param name="SampleRateHz">Samples per second.</param>
public sealed record ResponseAudio(int Ordinal, long FirstSample, ReadOnlyMemory<short> Samples, int SampleRateHz, long Timestamp)
    : ServerMessage(Timestamp);
