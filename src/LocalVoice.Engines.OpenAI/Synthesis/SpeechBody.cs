using System.Text.Json.Serialization;

namespace LocalVoice.Engines.OpenAI.Synthesis;

/// <summary>The body of <c>POST /audio/speech</c> (platform.openai.com/docs/api-reference/audio/createSpeech, 2026).</summary>
internal sealed record SpeechBody(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("input")] string Input,
    [property: JsonPropertyName("voice")] string Voice,
    [property: JsonPropertyName("instructions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Instructions,
    [property: JsonPropertyName("speed"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Speed
)
{
    /// <summary><c>pcm</c>: 24 kHz mono, signed 16 bit, little-endian, without a header.</summary>
    [JsonPropertyName("response_format")]
    public string ResponseFormat { get; } = "pcm";
}

[JsonSerializable(typeof(SpeechBody))]
internal sealed partial class SpeechJson : JsonSerializerContext;
