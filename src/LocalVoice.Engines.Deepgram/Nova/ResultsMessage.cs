using System.Text.Json.Serialization;

namespace LocalVoice.Engines.Deepgram.Nova;

/// <summary>As it comes; times in seconds of the audio sent.</summary>
internal sealed record ResultsMessage(
    [property: JsonRequired] double Start,
    [property: JsonRequired] double Duration,
    [property: JsonRequired] ResultsChannel Channel,
    bool IsFinal = false,
    bool FromFinalize = false
);

internal sealed record ResultsChannel([property: JsonRequired] IReadOnlyList<ResultsAlternative> Alternatives);

/// <param name="Languages">Only with <c>language=multi</c>.</param>
internal sealed record ResultsAlternative(
    [property: JsonRequired] string Transcript,
    IReadOnlyList<ResultsWord>? Words = null,
    IReadOnlyList<string>? Languages = null
);

/// <param name="PunctuatedWord">Only with punctuation or formatting.</param>
internal sealed record ResultsWord(
    [property: JsonRequired] string Word,
    double Start = 0,
    double End = 0,
    double Confidence = 1,
    string? PunctuatedWord = null
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ResultsMessage))]
internal sealed partial class ResultsJson : JsonSerializerContext;
