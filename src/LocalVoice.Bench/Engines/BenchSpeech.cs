using LocalVoice.Audio;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Engines;

/// <summary>A recording repeated to the length that a measurement needs.</summary>
public sealed class BenchSpeech
{
    private readonly float[] _samples;

    private BenchSpeech(float[] samples) => _samples = samples;

    /// <exception cref="ClientException">The recording is empty.</exception>
    public static BenchSpeech Of(Recording recording)
    {
        var samples = recording.At(AudioFormat.Recognition.SampleRateHz).ToFloats();
        return samples.Length > 0
            ? new BenchSpeech(samples)
            : throw new ClientException("The recording has no samples.", "Give a WAV file with speech.", ClientFault.BadInput);
    }

    /// <returns>16 kHz mono, −1…1.</returns>
    public ReadOnlyMemory<float> LastingSamples(int count)
    {
        var samples = new float[count];
        for (var at = 0; at < count; at += _samples.Length)
        {
            _samples.AsSpan(0, Math.Min(_samples.Length, count - at)).CopyTo(samples.AsSpan(at));
        }

        return samples;
    }
}
