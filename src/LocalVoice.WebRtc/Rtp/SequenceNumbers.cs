namespace LocalVoice.WebRtc.Rtp;

/// <summary>Continues 16-bit sequence numbers beyond their wrap: the nearest number to the highest so far. Not thread-safe.</summary>
public sealed class SequenceNumbers
{
    private long? _highest;

    /// <returns>The first number itself, then growing without end.</returns>
    public long Extend(ushort sequence)
    {
        if (_highest is not { } highest)
        {
            _highest = sequence;
            return sequence;
        }

        var extended = highest + (short)(sequence - (ushort)highest);
        _highest = Math.Max(highest, extended);
        return extended;
    }

    public void Reset() => _highest = null;
}
