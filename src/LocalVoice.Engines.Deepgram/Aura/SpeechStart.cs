using LocalVoice.Audio;

namespace LocalVoice.Engines.Deepgram.Aura;

/// <summary>
/// Turns a request's bytes into samples and leaves out the silence before the first sound, but for 10 ms. Not thread-safe.
/// </summary>
internal sealed class SpeechStart(int sampleRateHz)
{
    // As every latency figure counts it.
    private const double SilenceDbfs = -45;

    private readonly int _frame = sampleRateHz / 100;
    private readonly List<float> _silence = [];
    private byte? _half;
    private bool _begun;

    /// <returns>Empty while nothing sounds.</returns>
    public float[] Take(ReadOnlySpan<byte> bytes)
    {
        var samples = Decode(bytes);
        if (_begun)
        {
            return samples;
        }

        _silence.AddRange(samples);
        var voiced = FirstVoiced();
        if (voiced < 0)
        {
            // Whole silent frames but for the last, with what is behind it.
            _silence.RemoveRange(0, Math.Max(0, (_silence.Count / _frame) - 1) * _frame);
            return [];
        }

        _begun = true;
        return [.. _silence.Skip(Math.Max(0, voiced - _frame))];
    }

    private int FirstVoiced()
    {
        for (var start = 0; start + _frame <= _silence.Count; start += _frame)
        {
            if (SoundLevel.RmsDbfs([.. _silence.GetRange(start, _frame)]) > SilenceDbfs)
            {
                return start;
            }
        }

        return -1;
    }

    private float[] Decode(ReadOnlySpan<byte> bytes)
    {
        byte[] whole = _half is { } half ? [half, .. bytes] : bytes.ToArray();
        _half = whole.Length % 2 == 1 ? whole[^1] : null;
        var samples = new float[whole.Length / 2];
        Pcm16.Decode(whole.AsSpan(0, samples.Length * 2), samples);
        return samples;
    }
}
