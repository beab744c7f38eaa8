namespace LocalVoice.Core.Turns.Levels;

/// <summary>How often each level was heard, in steps of 1 dB from −100 dBFS to 0. Not thread-safe.</summary>
internal sealed class LevelHistogram
{
    private const int LowestDbfs = -100;
    private readonly int[] _counts = new int[1 - LowestDbfs];

    public int Count { get; private set; }

    public void Add(double dbfs)
    {
        _counts[(int)Math.Clamp(Math.Round(dbfs) - LowestDbfs, 0, -LowestDbfs)]++;
        Count++;
    }

    /// <param name="share">0…1.</param>
    /// <returns>The level that this share of the levels does not exceed, dBFS; the lowest where there are none.</returns>
    public double Percentile(double share)
    {
        var left = share * Count;
        var bin = 0;
        while (bin < _counts.Length - 1 && (left -= _counts[bin]) > 0)
        {
            bin++;
        }

        return bin + LowestDbfs;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }
}
