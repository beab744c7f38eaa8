using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalVoice.Engines.Piper;

/// <summary>The required part of a voice's <c>.onnx.json</c> (format: github.com/OHF-Voice/piper1-gpl).</summary>
internal sealed record PiperVoiceConfig(
    [property: JsonRequired] PiperVoiceConfig.AudioPart Audio,
    [property: JsonRequired] Dictionary<string, long[]> PhonemeIdMap,
    PiperVoiceConfig.EspeakPart? Espeak,
    PiperVoiceConfig.InferencePart? Inference,
    int? NumSpeakers,
    int? HopLength,
    string? PhonemeType,
    Dictionary<string, int>? SpeakerIdMap
)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <exception cref="EngineException">The file is missing or not a voice configuration.</exception>
    public static PiperVoiceConfig Read(string path)
    {
        try
        {
            var config = JsonSerializer.Deserialize<PiperVoiceConfig>(File.ReadAllBytes(path), Json)!;
            return config.PhonemeType is null or "espeak"
                ? config
                : throw new EngineException($"{path} has phoneme_type '{config.PhonemeType}': only espeak is supported.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new EngineException($"The voice configuration {path} cannot be read: {failure.Message}", failure);
        }
    }

    internal sealed record AudioPart([property: JsonRequired] int SampleRate);

    internal sealed record EspeakPart(string? Voice);

    internal sealed record InferencePart(float NoiseScale = 0.667f, float LengthScale = 1, float NoiseW = 0.8f);
}
