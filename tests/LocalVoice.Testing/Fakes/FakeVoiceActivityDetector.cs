using LocalVoice.Speech;

namespace LocalVoice.Testing.Fakes;

/// <summary>Judges windows of 512 samples at 16 kHz by a function instead of a model.</summary>
public sealed class FakeVoiceActivityDetector(Func<float[], float> judge) : IVoiceActivityDetector
{
    private readonly float[] _window = new float[512];

    public int WindowSamples => _window.Length;

    public int SampleRateHz => 16_000;

    public bool Disposed { get; private set; }

    public float Probability(ReadOnlySpan<float> window)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(window.Length, WindowSamples);
        window.CopyTo(_window);
        return judge(_window);
    }

    public void Reset() { }

    public void Dispose() => Disposed = true;
}
