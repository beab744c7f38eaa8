using LocalVoice.Audio;
using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Testing.Fakes;

/// <summary>Whatever is louder than −40 dBFS is speech, unless a test says otherwise.</summary>
public sealed class FakeVoiceActivityDetectorFactory : IVoiceActivityDetectorFactory
{
    /// <summary>Probability of speech of a window; may be replaced at any time.</summary>
    public Func<float[], float> Judge { get; set; } = ByLoudness;

    public List<FakeVoiceActivityDetector> Created { get; } = [];

    public EngineInfo Info { get; } = new("vad", "fake", "loudness", "cpu", "none");

    public static float ByLoudness(float[] window) => SoundLevel.RmsDbfs(window) > -40 ? 0.95f : 0.02f;

    public IVoiceActivityDetector Create()
    {
        var detector = new FakeVoiceActivityDetector(window => Judge(window));
        Created.Add(detector);
        return detector;
    }

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => default;
}
