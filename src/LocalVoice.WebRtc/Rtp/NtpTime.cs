namespace LocalVoice.WebRtc.Rtp;

/// <summary>Wall-clock time as RTCP has it (RFC 3550, section 4).</summary>
internal static class NtpTime
{
    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Seconds since 1900 in the upper 32 bits, their fraction in the lower.</returns>
    public static ulong Of(DateTimeOffset time)
    {
        var ticks = (ulong)(time - Epoch).Ticks;
        var seconds = ticks / TimeSpan.TicksPerSecond;
        var fraction = (ticks % TimeSpan.TicksPerSecond << 32) / TimeSpan.TicksPerSecond;
        return (seconds << 32) | fraction;
    }

    /// <summary>The middle 32 bits: 65536ths of a second, which wrap in 18 hours.</summary>
    public static uint Middle(ulong time) => (uint)(time >> 16);
}
