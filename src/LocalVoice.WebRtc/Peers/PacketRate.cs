namespace LocalVoice.WebRtc.Peers;

/// <summary>
/// How many packets of one peer are looked at: one loop decrypts those of all calls, so that a peer that floods it would delay the
/// others' voices. Not thread-safe.
/// </summary>
internal sealed class PacketRate(TimeProvider time)
{
    /// <summary>
    /// A second, and at once. Voice in the shortest frames is 400 a second, and SCTP slows down when packets are lost. Chosen, not
    /// measured.
    /// </summary>
    public const int Most = 4_000;

    private double _left = Most;
    private long _at = time.GetTimestamp();

    /// <returns>False for a packet too many.</returns>
    public bool Take()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(Most, _left + (time.GetElapsedTime(_at, now).TotalSeconds * Most));
        _at = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
