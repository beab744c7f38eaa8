using System.Buffers;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>Audio for one decode in a pooled array, returned on dispose.</summary>
internal sealed class RentedAudio(int length) : IDisposable
{
    private float[]? _samples = ArrayPool<float>.Shared.Rent(length);

    public ReadOnlyMemory<float> Samples => _samples.AsMemory(0, length);

    /// <summary>Undefined until written.</summary>
    public Span<float> Writable => _samples.AsSpan(0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _samples, null) is { } samples)
        {
            ArrayPool<float>.Shared.Return(samples);
        }
    }
}
