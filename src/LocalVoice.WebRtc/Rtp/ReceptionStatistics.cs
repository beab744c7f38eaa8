namespace LocalVoice.WebRtc.Rtp;

/// <summary>Counts a stream that is received: loss and jitter as RFC 3550, appendices A.3 and A.8. Not thread-safe.</summary>
/// <param name="clockHz">Of its timestamps.</param>
public sealed class ReceptionStatistics(int clockHz)
{
    private const int MostLost = 0x7F_FFFF;

    private readonly SequenceNumbers _numbers = new();
    private uint? _ssrc;
    private long _first;
    private long _expectedBefore;
    private long _receivedBefore;
    private double? _transit;

    public uint? Ssrc => _ssrc;

    /// <summary>Packets, duplicates and late ones included.</summary>
    public long Received { get; private set; }

    public long Highest { get; private set; }

    /// <summary>Packets that should have come; negative never, as duplicates count against them.</summary>
    public long Lost => Math.Max(0, Expected - Received);

    /// <summary>Mean deviation of the time on the way, smoothed by a sixteenth.</summary>
    public TimeSpan Jitter { get; private set; }

    private long Expected => _ssrc is null ? 0 : Highest - _first + 1;

    /// <param name="arrival">On any clock that does not jump.</param>
    public void Count(in RtpPacket packet, TimeSpan arrival)
    {
        if (_ssrc != packet.Ssrc)
        {
            Begin(packet.Ssrc);
        }

        var number = _numbers.Extend(packet.Sequence);
        if (Received == 0)
        {
            (_first, Highest) = (number, number);
        }

        Received++;
        Highest = Math.Max(Highest, number);
        var transit = (arrival.TotalSeconds * clockHz) - packet.Timestamp;
        if (_transit is { } before)
        {
            var deviation = Math.Abs(transit - before) / clockHz;

            // A timestamp that wraps, or a stream that pauses on its own clock, is no jitter.
            if (deviation < 1)
            {
                Jitter += TimeSpan.FromSeconds((deviation - Jitter.TotalSeconds) / 16);
            }
        }

        _transit = transit;
    }

    /// <summary>What a report says of the stream (RFC 3550, section 6.4.1), since the report before.</summary>
    /// <returns>Null while nothing has come.</returns>
    public ReceptionReport? Report()
    {
        if (_ssrc is not { } ssrc)
        {
            return null;
        }

        var (expected, received) = (Expected - _expectedBefore, Received - _receivedBefore);
        (_expectedBefore, _receivedBefore) = (Expected, Received);
        var lost = Math.Max(0, expected - received);
        return new(
            ssrc,
            expected > 0 ? (byte)Math.Min(255, lost * 256 / expected) : (byte)0,
            (int)Math.Min(Lost, MostLost),
            (uint)Highest,
            (uint)(Jitter.TotalSeconds * clockHz),
            0,
            0
        );
    }

    private void Begin(uint ssrc)
    {
        _ssrc = ssrc;
        _numbers.Reset();
        _transit = null;
        (Received, Highest, _first, _expectedBefore, _receivedBefore) = (0, 0, 0, 0, 0);
        Jitter = TimeSpan.Zero;
    }
}
