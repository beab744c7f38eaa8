using LocalVoice.Engines.Piper.Graph;
using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper;

/// <summary>A loaded model file with its configuration, shared by the voices of its speakers. Thread-safe.</summary>
internal sealed class PiperModel(string path, PiperVoiceConfig config, IPiperGraph graph) : IDisposable
{
    private const string DefaultEspeakVoice = "en-us";

    public string Path => path;

    public int SampleRateHz => config.Audio.SampleRate;

    /// <summary>The espeak-ng voice for requests without a language.</summary>
    public string EspeakVoice => config.Espeak?.Voice ?? DefaultEspeakVoice;

    public PhonemeIds Ids { get; } = PhonemeIds.Checked(config.PhonemeIdMap, path);

    /// <exception cref="EngineException">The model does not have the speaker.</exception>
    public int Speaker(PiperVoiceOptions voice)
    {
        var speaker = voice.Speaker ?? (config.SpeakerIdMap?.TryGetValue(voice.Name, out var id) == true ? id : 0);
        var speakers = config.NumSpeakers ?? 1;
        return speaker < Math.Max(1, speakers)
            ? speaker
            : throw new EngineException($"Voice '{voice.Name}': Speaker is {speaker}, but {path} has speakers 0…{speakers - 1}.");
    }

    public SynthesisScales Scales(PiperOptions options, double speed)
    {
        var own = config.Inference ?? new PiperVoiceConfig.InferencePart();
        var length = options.LengthScale ?? own.LengthScale;
        return new SynthesisScales(options.NoiseScale ?? own.NoiseScale, (float)(length / speed), options.NoiseWidth ?? own.NoiseW);
    }

    public EncodedSentence Encode(SynthesisInput input, CancellationToken cancellationToken) => graph.Encode(input, cancellationToken);

    public void Dispose() => graph.Dispose();
}
