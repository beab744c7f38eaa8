using System.Text.Json;

namespace LocalVoice.Client.Measures;

/// <summary>Who served a stage of a turn, and what the network did, as <c>localvoice.turn.timeline</c> tells.</summary>
/// <param name="Stage"><c>stt</c>, <c>llm</c> or <c>tts</c>.</param>
/// <param name="Name">The engine's.</param>
/// <param name="Device"><c>cloud</c> or <c>site</c> for one on another machine.</param>
/// <param name="BytesSent">Payload that left the machine.</param>
/// <param name="ProcessingMs">As the service tells; null when it does not.</param>
/// <param name="RoundTripMs">Between server and service; null when it was not measured.</param>
/// <param name="RoundTrips">Those on the critical path.</param>
/// <param name="Fault">Why another backend, which was asked first, was replaced; null when none was.</param>
public sealed record StageUse(
    string Stage,
    string Name,
    string Model,
    string Device,
    long BytesSent,
    double? ProcessingMs,
    double? RoundTripMs,
    int RoundTrips,
    string? Fault
)
{
    public bool IsRemote => Device is "cloud" or "site";

    /// <summary>By stage; empty when the timeline has none.</summary>
    public static IReadOnlyDictionary<string, StageUse> AllOf(JsonElement timeline) =>
        timeline.TryGetProperty("engines", out var engines)
            ? engines.EnumerateArray().Select(Read).ToDictionary(use => use.Stage)
            : new Dictionary<string, StageUse>();

    private static StageUse Read(JsonElement engine)
    {
        return new StageUse(
            Text("stage"),
            Text("name"),
            Text("model"),
            Text("device"),
            (long)(Number("bytes_sent") ?? 0),
            Number("processing_ms"),
            Number("round_trip_ms"),
            (int)(Number("round_trips") ?? 0),
            engine.TryGetProperty("failed", out var failed) ? failed.GetProperty("fault").GetString() : null
        );

        string Text(string property) => engine.GetProperty(property).GetString() ?? "";

        double? Number(string property) => engine.TryGetProperty(property, out var value) ? value.GetDouble() : null;
    }
}
