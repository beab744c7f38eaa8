using System.Text.Json;

namespace LocalVoice.Client;

/// <summary>A message from the server.</summary>
/// <param name="Timestamp">Receipt of its last byte, in the client's <see cref="TimeProvider"/> timestamps.</param>
public abstract record ServerMessage(long Timestamp);

/// <summary>A protocol event.</summary>
public sealed record ServerEvent(string Type, JsonElement Body, long Timestamp) : ServerMessage(Timestamp)
{
    /// <summary>A string property; null when absent.</summary>
    public string? Text(string property) =>
        Body.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A part of the agent's audio: 16-bit mono.</summary>
/// <param name="Ordinal">Number of the response within the session.</param>
/// <param name="FirstSample">Sample position within the response.</param>
/// <param name="SampleRateHz">Sample rate, in Hz.</param>
public sealed record ResponseAudio(int Ordinal, long FirstSample, ReadOnlyMemory<short> Samples, int SampleRateHz, long Timestamp)
    : ServerMessage(Timestamp);
