using LocalVoice.WebRtc.Media;
using LocalVoice.WebRtc.Rtp;

namespace LocalVoice.Bench.Transport.Voice;

/// <summary>The caller's RTCP, as browsers send it: each side learns what the other loses, and says the more of it twice.</summary>
/// <param name="send">Sends a packet, which it copies.</param>
internal sealed class VoiceReports(RtpStream stream, SentVoice sent, HeardVoice heard, PacketSender send, TimeProvider time)
{
    private const string Name = "bench";
    private const int PacketBytes = 128;

    // RFC 3550, section 6.2: the recommended minimum.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(over))
        {
            Send();
        }
    }

    public void Receive(ReadOnlySpan<byte> packet)
    {
        var reader = new RtcpReader(packet);
        while (reader.Read())
        {
            if (reader.Report.Ssrc == stream.Ssrc)
            {
                sent.NoteLoss((int)Math.Ceiling(100 * reader.Report.FractionLost / 256.0));
            }
        }
    }

    private void Send()
    {
        Span<byte> packet = stackalloc byte[PacketBytes];
        var writer = new RtcpWriter(packet);
        writer.WriteSenderReport(stream, NtpTime.Of(time.GetUtcNow()), sent.Timestamp, heard.Report());
        writer.WriteName(stream.Ssrc, Name);
        send(packet[..writer.Length]);
    }
}
