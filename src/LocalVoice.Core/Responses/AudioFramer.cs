using LocalVoice.Audio;
using LocalVoice.Core.Audio;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Resamples synthesizer chunks and cuts them into frames of fixed length at the client's rate. Gapless: a remainder
/// waits for the next chunk.
/// </summary>
internal sealed class AudioFramer(int inputRateHz, int outputRateHz, TimeSpan frame)
{
    private readonly StreamingResampler _resampler = new(inputRateHz, outputRateHz);
    private readonly int _frameSamples = (int)(frame.TotalSeconds * outputRateHz);
    private float[] _pending = new float[8192];
    private int _count;

    public void Push(ReadOnlySpan<float> samples)
    {
        Reserve(_resampler.MaxOutput(samples.Length));
        _count += _resampler.Process(samples, _pending.AsSpan(_count));
    }

    /// <summary>Ends the stream; the rest can then be taken as frames, the last one possibly shorter.</summary>
    public void Finish()
    {
        Reserve(_resampler.MaxOutput(256));
        _count += _resampler.Flush(_pending.AsSpan(_count));
    }

    /// <returns>The next whole frame, or null.</returns>
    public short[]? Take() => _count >= _frameSamples ? Cut(_frameSamples) : null;

    /// <returns>The remainder, shorter than a frame; may be empty.</returns>
    public short[] TakeRest() => Cut(_count);

    private short[] Cut(int length)
    {
        var samples = new short[length];
        Pcm16.FromFloat(_pending.AsSpan(0, length), samples);
        _pending.AsSpan(length, _count - length).CopyTo(_pending);
        _count -= length;
        return samples;
    }

    private void Reserve(int more)
    {
        if (_count + more > _pending.Length)
        {
            Array.Resize(ref _pending, Math.Max(_pending.Length * 2, _count + more));
        }
    }
}
