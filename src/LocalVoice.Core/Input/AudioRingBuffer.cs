namespace LocalVoice.Core.Input;

/// <summary>The most recent audio, kept as pre-roll: the detector reports an onset with a delay.</summary>
internal sealed class AudioRingBuffer(int capacity)
{
    private readonly float[] _samples = new float[capacity];
    private int _next;
    private int _count;

    public int Capacity => capacity;

    public void Append(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples.Length > capacity ? samples[^capacity..] : samples)
        {
            _samples[_next] = sample;
            _next = (_next + 1) % capacity;
        }

        _count = Math.Min(capacity, _count + samples.Length);
    }

    /// <summary>Copies the newest <paramref name="count"/> samples, or all when fewer are held, oldest first.</summary>
    /// <returns>The number of samples copied.</returns>
    public int CopyNewest(int count, Span<float> destination)
    {
        var taken = Math.Min(count, _count);
        var start = (_next - taken + capacity) % capacity;
        var head = Math.Min(taken, capacity - start);
        _samples.AsSpan(start, head).CopyTo(destination);
        _samples.AsSpan(0, taken - head).CopyTo(destination[head..]);
        return taken;
    }

    public void Clear() => _count = 0;
}
