using System.Buffers;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>The current utterance's audio in one pooled array that doubles when full. Not thread-safe.</summary>
/// <param name="maxSamples">Samples beyond this number are dropped.</param>
internal sealed class UtteranceBuffer(int maxSamples) : IDisposable
{
    // 8 s of audio; chosen by trial, not measured.
    private const int FirstCapacity = 8 * 16_000;

    private float[] _samples = [];

    public int Length { get; private set; }

    /// <returns>The number of samples kept.</returns>
    public int Append(ReadOnlySpan<float> samples)
    {
        var kept = Math.Min(samples.Length, maxSamples - Length);
        Grow(Length + kept);
        samples[..kept].CopyTo(_samples.AsSpan(Length));
        Length += kept;
        return kept;
    }

    /// <summary>A copy of the current contents; the caller disposes it.</summary>
    public RentedAudio Snapshot() => new(_samples.AsSpan(0, Length));

    public void Clear() => Length = 0;

    public void Dispose()
    {
        Release(_samples);
        (_samples, Length) = ([], 0);
    }

    private void Grow(int capacity)
    {
        if (capacity <= _samples.Length)
        {
            return;
        }

        var larger = ArrayPool<float>.Shared.Rent(Math.Max(capacity, Math.Max(FirstCapacity, Math.Min(maxSamples, 2 * _samples.Length))));
        _samples.AsSpan(0, Length).CopyTo(larger);
        Release(_samples);
        _samples = larger;
    }

    private static void Release(float[] samples)
    {
        if (samples.Length > 0)
        {
            ArrayPool<float>.Shared.Return(samples);
        }
    }
}
