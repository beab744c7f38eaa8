using System.Text.Json;
using System.Text.Json.Serialization;
using LocalVoice.Files;

namespace LocalVoice.Engines.Piper;

/// <summary>The required part of a voice's <c>.onnx.json</c> (format: github.com/OHF-Voice/piper1-gpl).</summary>
internal sealed record PiperVoiceConfig(
    [property: JsonRequired] PiperVoiceConfig.AudioPart Audio,
    Dictionary<string, long[]> PhonemeIdMap,
    PiperVoiceConfig.EspeakPart? Espeak,
    PiperVoiceConfig.InferencePart? Inference,
    int? NumSpeakers,
    int? HopLength,
    string? PhonemeType,
    Dictionary<string, int>? SpeakerIdMap
)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
    };

    /// <exception cref="EngineException">The file is missing, not a voice configuration, or has an impossible value.</exception>
    public static PiperVoiceConfig Read(string path)
    {
        try
        {
            var config =
                JsonSerializer.Deserialize<PiperVoiceConfig>(RegularFile.ReadAllBytes(path), Json)
                ?? throw new JsonException("It is null.");
            return PiperVoiceRules.Broken(config) is { } problem
                ? throw new EngineException(
                    $"The voice configuration {path} cannot be used: {problem} Get the voice's own file again, or check it with "
                        + "`localvoice models verify`."
                )
                : config;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new EngineException(
                $"The voice configuration {path} cannot be read: {failure.Message} A voice is two files, .onnx and .onnx.json; "
                    + "`localvoice models pull` fetches both.",
                failure
            );
        }
    }

    internal sealed record AudioPart([property: JsonRequired] int SampleRate);

    internal sealed record EspeakPart(string? Voice);

    internal sealed record InferencePart(float NoiseScale = 0.667f, float LengthScale = 1, float NoiseW = 0.8f);
}
