using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper;

/// <summary>The values that a voice's configuration may have: the synthesizer computes with them.</summary>
internal static class PiperVoiceRules
{
    private const int MostIds = 100_000;

    /// <returns>The first impossible value, as a sentence; null for a usable configuration.</returns>
    public static string? Broken(PiperVoiceConfig config)
    {
        var speakers = config.NumSpeakers ?? 1;
        var scales = config.Inference ?? new();
        return config switch
        {
            { PhonemeType: not (null or "espeak") } => $"phoneme_type is '{config.PhonemeType}', and only espeak is supported.",
            { Audio.SampleRate: < 8_000 or > 48_000 } => $"audio.sample_rate is {config.Audio.SampleRate}; it must be 8000…48000.",
            { HopLength: < 16 or > 4_096 } => $"hop_length is {config.HopLength}; it must be 16…4096.",
            { NumSpeakers: < 0 or > 10_000 } => $"num_speakers is {config.NumSpeakers}; it must be 0…10000.",
            { PhonemeIdMap: null or { Count: 0 } } => "it has no phonemes: phoneme_id_map is missing or empty.",
            { Espeak.Voice: { } voice } when !EspeakPhonemizer.IsName(voice) => $"espeak.voice is '{voice}', which is no name of a voice.",
            _ when Phoneme(config.PhonemeIdMap) is { } symbol => $"phoneme_id_map gives '{symbol}' no ids, or one that is not 0…{MostIds}.",
            _ when config.SpeakerIdMap?.FirstOrDefault(entry => entry.Value < 0 || entry.Value >= Math.Max(1, speakers))
                    is { Key: { } name } => $"speaker_id_map gives '{name}' an id that is not among its {speakers} speakers.",
            _ when !Scale(scales.NoiseScale) || !Scale(scales.NoiseW) || !Scale(scales.LengthScale) || scales.LengthScale < 0.1f =>
                "a scale of its inference part is not 0…10, or its length_scale is under 0.1.",
            _ => null,
        };
    }

    private static string? Phoneme(Dictionary<string, long[]> map) =>
        map.FirstOrDefault(entry => entry.Value is not { Length: > 0 } || entry.Value.Any(id => id is < 0 or > MostIds)).Key;

    private static bool Scale(float value) => value is >= 0 and <= 10;
}
