namespace LocalVoice.Core.Audio;

/// <summary>
/// Fixed-ratio polyphase resampler for one continuous stream: gapless across calls, exact in length
/// (⌈input · output rate ÷ input rate⌉ samples once flushed), no allocation after construction. Kaiser-windowed sinc,
/// about 80 dB of stop band; delays by 16 samples of the slower rate (1 ms at 16 kHz). Not thread-safe.
/// </summary>
public sealed class StreamingResampler
{
    private readonly int _up;
    private readonly int _down;
    private readonly PolyphaseFilter? _filter;
    private float[] _history;
    private int _count;
    private long _historyStart;
    private long _inputSamples;
    private long _outputSamples;

    /// <param name="inputRateHz">Input samples per second.</param>
    /// <param name="outputRateHz">Output samples per second.</param>
    public StreamingResampler(int inputRateHz, int outputRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputRateHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputRateHz);
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(inputRateHz, outputRateHz);
        _up = outputRateHz / divisor;
        _down = inputRateHz / divisor;
        _filter = _up == _down ? null : PolyphaseFilter.For(_up, _down);
        _history = new float[8192];
        Reset();
    }

    /// <summary>Upper bound of the samples that <see cref="Process"/> writes for this many input samples.</summary>
    public int MaxOutput(int inputSamples) => (int)(((long)inputSamples + _count + 1) * _up / _down) + 1;

    /// <summary>Consumes input and writes the output samples that it completes.</summary>
    /// <param name="output">At least <see cref="MaxOutput"/> samples.</param>
    /// <returns>The number of samples written.</returns>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        _inputSamples += input.Length;
        if (_filter is null)
        {
            input.CopyTo(output);
            return input.Length;
        }

        Append(input);
        return Drain(output, long.MaxValue);
    }

    /// <summary>Ends the stream: writes what the filter still holds. Call <see cref="Reset"/> before the next stream.</summary>
    /// <param name="output">At least <see cref="MaxOutput"/> of 64 samples.</param>
    public int Flush(Span<float> output)
    {
        if (_filter is null)
        {
            return 0;
        }

        Span<float> silence = stackalloc float[64];
        silence.Clear();
        var total = ((_inputSamples * _up) + _down - 1) / _down;
        var written = 0;
        while (_outputSamples < total)
        {
            Append(silence);
            written += Drain(output[written..], total);
        }

        return written;
    }

    /// <summary>Discards the filter's state.</summary>
    public void Reset()
    {
        _inputSamples = 0;
        _outputSamples = 0;
        var lead = _filter?.Before ?? 0;
        _history.AsSpan(0, lead).Clear();
        _count = lead;
        _historyStart = -lead;
    }

    private void Append(ReadOnlySpan<float> input)
    {
        if (_count + input.Length > _history.Length)
        {
            Array.Resize(ref _history, Math.Max(_history.Length * 2, _count + input.Length));
        }

        input.CopyTo(_history.AsSpan(_count));
        _count += input.Length;
    }

    private int Drain(Span<float> output, long total)
    {
        var filter = _filter!;
        var written = 0;
        while (_outputSamples < total)
        {
            var scaled = _outputSamples * _down;
            var first = (scaled / _up) - filter.Before - _historyStart;
            if (first + filter.Taps > _count)
            {
                break;
            }

            output[written++] = filter.Apply((int)(scaled % _up), _history.AsSpan((int)first, filter.Taps));
            _outputSamples++;
        }

        Trim();
        return written;
    }

    private void Trim()
    {
        var next = (int)Math.Min((_outputSamples * _down / _up) - _filter!.Before - _historyStart, _count);
        if (next > 0)
        {
            _history.AsSpan(next, _count - next).CopyTo(_history);
            _count -= next;
            _historyStart += next;
        }
    }
}
