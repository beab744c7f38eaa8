using System.Buffers;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>Audio copied for one decode into a pooled array, returned on dispose.</summary>
internal sealed class RentedAudio : IDisposable
{
    private readonly int _length;
    private float[]? _samples;

    public RentedAudio(ReadOnlySpan<float> samples)
    {
        _length = samples.Length;
        _samples = ArrayPool<float>.Shared.Rent(_length);
        samples.CopyTo(_samples);
    }

    public ReadOnlyMemory<float> Samples => _samples.AsMemory(0, _length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _samples, null) is { } samples)
        {
            ArrayPool<float>.Shared.Return(samples);
        }
    }
}
