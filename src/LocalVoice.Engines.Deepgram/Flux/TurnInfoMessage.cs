using System.Text.Json.Serialization;

namespace LocalVoice.Engines.Deepgram.Flux;

/// <summary>As it comes; times in seconds of the audio sent.</summary>
/// <param name="Trigger">Of an end: <c>model</c>, or <c>manual</c> when it was forced.</param>
/// <param name="Languages">Only of the multilingual model: as detected, the most frequent first.</param>
internal sealed record TurnInfoMessage(
    [property: JsonRequired] string Event,
    [property: JsonRequired] double AudioWindowStart,
    [property: JsonRequired] double AudioWindowEnd,
    [property: JsonRequired] string Transcript,
    IReadOnlyList<TurnInfoWord>? Words = null,
    string? Trigger = null,
    IReadOnlyList<string>? Languages = null
);

/// <param name="Start">Null: the service tells no times.</param>
internal sealed record TurnInfoWord([property: JsonRequired] string Word, double Confidence = 1, double? Start = null, double? End = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TurnInfoMessage))]
internal sealed partial class TurnInfoJson : JsonSerializerContext;
