using LocalVoice.WebRtc.Jitter;
using LocalVoice.WebRtc.Rtp;
using LocalVoice.WebRtc.Sdp;

namespace LocalVoice.WebRtc.Media;

/// <summary>A call's RTCP: reports every five seconds, what the other side reports, and the goodbye. Thread-safe.</summary>
/// <param name="user">What is reported on; null when nothing is received.</param>
/// <param name="send">As of <see cref="AgentTrack"/>, for RTCP.</param>
internal sealed class CallReports(JitterBuffer? user, AgentTrack agent, RtpStream stream, PacketSender send, TimeProvider time)
{
    /// <summary>Longest packet: a sender report with one block, the name and a goodbye.</summary>
    private const int PacketBytes = 128;

    // RFC 3550, section 6.2: the recommended minimum. With two sides its share of the bandwidth stays far below 5 %.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly DateTimeOffset _begun = time.GetUtcNow();
    private readonly long _begunAt = time.GetTimestamp();
    private uint _lastReport;
    private long _lastReportAt;

    /// <summary>Of packets to the other side and back; null while it has not said.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>Share of our packets that were lost of late, 0…1.</summary>
    public double LossThere { get; private set; }

    // By the clock as it was when the call began: one that is set meanwhile is no round trip.
    private ulong Now => NtpTime.Of(_begun + time.GetElapsedTime(_begunAt));

    public async Task RunAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(over).ConfigureAwait(false))
        {
            Send(isEnd: false);
        }
    }

    /// <summary>Says goodbye (RFC 3550, section 6.6).</summary>
    public void End() => Send(isEnd: true);

    public void Receive(ReadOnlySpan<byte> packet)
    {
        lock (_lock)
        {
            var reader = new RtcpReader(packet);
            while (reader.Read())
            {
                if (reader.Report.Ssrc == stream.Ssrc)
                {
                    Note(reader.Report);
                }
            }

            if (reader.SentAt is { } sent)
            {
                (_lastReport, _lastReportAt) = (NtpTime.Middle(sent), time.GetTimestamp());
            }
        }
    }

    private void Note(in ReceptionReport report)
    {
        LossThere = report.FractionLost / 256.0;
        agent.NoteLoss((int)Math.Ceiling(100 * LossThere));
        if (report.LastReport != 0)
        {
            var there = (int)(NtpTime.Middle(Now) - report.LastReport - report.SinceLastReport);
            RoundTrip = there >= 0 ? TimeSpan.FromSeconds(there / 65536.0) : RoundTrip;
        }
    }

    private void Send(bool isEnd)
    {
        Span<byte> packet = stackalloc byte[PacketBytes];
        var writer = new RtcpWriter(packet);
        agent.WriteReport(ref writer, Now, Heard());
        writer.WriteName(stream.Ssrc, LocalSide.CanonicalName);
        if (isEnd)
        {
            writer.WriteGoodbye(stream.Ssrc);
        }

        send(packet[..writer.Length]);
    }

    private ReceptionReport? Heard()
    {
        lock (_lock)
        {
            var since = _lastReport == 0 ? 0 : (uint)(time.GetElapsedTime(_lastReportAt).TotalSeconds * 65536);
            return user?.Report() is { } report ? report with { LastReport = _lastReport, SinceLastReport = since } : null;
        }
    }
}
