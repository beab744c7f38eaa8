namespace LocalVoice.WebRtc.Codecs;

/// <summary>How long an Opus packet is, from its first bytes (RFC 6716, section 3.1).</summary>
internal static class OpusTiming
{
    public const int ClockHz = 48_000;

    // Section 3.2.5: 120 ms.
    private const int Longest = ClockHz * 120 / 1000;

    /// <returns>Samples of 48 kHz; 0 for a malformed packet.</returns>
    public static int DurationOf(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty)
        {
            return 0;
        }

        var frames = (packet[0] & 3) switch
        {
            0 => 1,
            1 or 2 => 2,
            _ => packet.Length > 1 ? packet[1] & 0x3F : 0,
        };
        var duration = frames * FrameSamples(packet[0] >> 3);
        return duration <= Longest ? duration : 0;
    }

    /// <param name="configuration">0…31: SILK of 10…60 ms, hybrid of 10 and 20 ms, CELT of 2.5…20 ms.</param>
    private static int FrameSamples(int configuration) =>
        configuration < 12
            ? (configuration & 3) == 3
                ? 2880
                : 480 << (configuration & 3)
            : configuration < 16
                ? 480 << (configuration & 1)
                : 120 << (configuration & 3);
}
