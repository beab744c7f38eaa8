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
    private int _start;
    private int _end;

    public void Push(ReadOnlySpan<float> samples)
    {
        Reserve(_resampler.MaxOutput(samples.Length));
        _end += _resampler.Process(samples, _pending.AsSpan(_end));
    }

    /// <summary>Ends the stream; the rest can then be taken as frames, the last one possibly shorter.</summary>
    public void Finish()
    {
        Reserve(_resampler.MaxOutput(256));
        _end += _resampler.Flush(_pending.AsSpan(_end));
    }

    /// <returns>The next whole frame, or null.</returns>
    public short[]? Take() => _end - _start >= _frameSamples ? Cut(_frameSamples) : null;

    /// <returns>The remainder, shorter than a frame; may be empty.</returns>
    public short[] TakeRest() => Cut(_end - _start);

    private short[] Cut(int length)
    {
        var samples = new short[length];
        Pcm16.FromFloat(_pending.AsSpan(_start, length), samples);
        _start += length;
        return samples;
    }

    /// <summary>Makes room at the end; what is left moves to the beginning once a push, not once a frame.</summary>
    private void Reserve(int more)
    {
        _pending.AsSpan(_start, _end - _start).CopyTo(_pending);
        (_start, _end) = (0, _end - _start);
        if (_end + more > _pending.Length)
        {
            Array.Resize(ref _pending, Math.Max(_pending.Length * 2, _end + more));
        }
    }
}
