namespace LocalVoice.WebRtc.Rtp;

/// <summary>A report block (RFC 3550, section 6.4.1).</summary>
/// <param name="Ssrc">Of the stream that it is about.</param>
/// <param name="FractionLost">Since the report before, in 256ths.</param>
/// <param name="Lost">Packets in all.</param>
/// <param name="Highest">Sequence number, extended.</param>
/// <param name="Jitter">In the clock of the stream's timestamps.</param>
/// <param name="LastReport">Middle 32 bits of the NTP time of the last sender report; 0 for none.</param>
/// <param name="SinceLastReport">Since that came, in 65536ths of a second.</param>
public readonly record struct ReceptionReport(
    uint Ssrc,
    byte FractionLost,
    int Lost,
    uint Highest,
    uint Jitter,
    uint LastReport,
    uint SinceLastReport
);
