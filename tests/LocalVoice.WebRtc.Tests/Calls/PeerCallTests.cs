using System.Threading.Channels;
using LocalVoice.Testing.Calls;
using LocalVoice.WebRtc.Calls;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Media;
using LocalVoice.WebRtc.Rtp;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Tests.Rtp;
using LocalVoice.WebRtc.Transport;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.WebRtc.Tests.Calls;

/// <summary>A whole call but for its network: an offer in, packets in, packets out.</summary>
public sealed class PeerCallTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly FakePeerNetwork _network = new();
    private readonly FakeDataChannelFactory _factory = new();
    private readonly Channel<byte[]> _heard = Channel.CreateBounded<byte[]>(1024);
    private readonly CancellationTokenSource _over = new();
    private PeerCall? _call;
    private Task _running = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _call!.DisposeAsync();
        _over.Dispose();
    }

    [Fact]
    public async Task The_answer_has_the_transport_s_address_and_codec()
    {
        var other = await AcceptAsync(Offers.Chromium);

        Assert.Equal("thrs", other.Remote.Credentials.UsernameFragment);
        Assert.Contains("a=ice-ufrag:ours\r\n", _call!.Answer, StringComparison.Ordinal);
        Assert.Contains("m=audio 8189 UDP/TLS/RTP/SAVPF 111\r\n", _call.Answer, StringComparison.Ordinal);
        Assert.Contains("a=max-message-size:262144\r\n", _call.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_user_s_packets_are_heard_as_samples()
    {
        var other = await AcceptAsync(Offers.Chromium);
        var encoder = new OpusVoiceEncoder();
        var payload = new byte[CallAudio.MostPayloadBytes];
        for (var i = 1; i <= 3; i++)
        {
            var length = encoder.Encode(new short[CallAudio.AgentFrameSamples], payload);
            other.Receiver.ReceiveRtp(RtpPackets.Of(i, payload.AsSpan(0, length)));
        }

        other.Connect();
        for (var i = 0; i < 3; i++)
        {
            Assert.InRange((await _heard.Reader.ReadAsync(Timeout())).Length, 560, 640);
        }

        Assert.Equal(3, _call!.Quality.Received);
    }

    [Fact]
    public async Task The_agent_s_voice_is_sent_once_connected()
    {
        var other = await AcceptAsync(Offers.Chromium);
        await _call!.Agent!.PlayAsync(new(1, "resp_1", 0, new short[480], IsLast: true, default), Timeout());
        Assert.False(other.Rtp.TryRead(out _));
        other.Connect();

        var packet = await other.Rtp.ReadAsync(Timeout());
        Assert.True(RtpPacket.TryRead(packet, out var read));
        Assert.Equal((111, true, 960), (read.PayloadType, read.IsMarked, OpusTiming.DurationOf(read.Payload)));
        Assert.Contains($"a=ssrc:{read.Ssrc} ", _call.Answer, StringComparison.Ordinal);
        Assert.Equal(TrackEventKind.Started, (await _call.Agent.Events.ReadAsync(Timeout())).Kind);
    }

    [Fact]
    public async Task Both_sides_report_and_the_call_says_goodbye()
    {
        var other = await AcceptAsync(Offers.Chromium);
        other.Receiver.ReceiveRtp(RtpPackets.Of(1, [0xFC], ssrc: 99));
        other.Connect();
        await _call!.Agent!.PlayAsync(new(1, "resp_1", 0, new short[480], IsLast: true, default), Timeout());
        var ssrc = SsrcOf(await other.Rtp.ReadAsync(Timeout()));
        await _heard.Reader.ReadAsync(Timeout());

        Assert.Equal((99u, true, false), Read(await ReportAsync(other)));

        // Half a second on the way, and a quarter of our packets lost.
        var sent = NtpTime.Middle(NtpTime.Of(_time.GetUtcNow() - TimeSpan.FromMilliseconds(700)));
        var packet = new byte[128];
        var writer = new RtcpWriter(packet);
        writer.WriteReceiverReport(99, new(ssrc, 64, 1, 1, 0, sent, 65536 / 5));
        other.Receiver.ReceiveRtcp(packet.AsSpan(0, writer.Length));
        Assert.Equal((0.25, 500.0), (_call.Quality.LossThere, Math.Round(_call.Quality.RoundTrip!.Value.TotalMilliseconds)));

        await _call.DisposeAsync();
        Assert.Equal((99u, true, true), Read(await other.Rtcp.ReadAsync(Timeout())));
        Assert.True(other.Disposed.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_source_that_says_goodbye_ends_nothing_and_the_next_one_is_heard()
    {
        var other = await AcceptAsync(Offers.Chromium);
        other.Connect();
        other.Receiver.ReceiveRtp(RtpPackets.Of(1, [0xFC], ssrc: 99));
        await _heard.Reader.ReadAsync(Timeout());
        var packet = new byte[128];
        var writer = new RtcpWriter(packet);
        writer.WriteReceiverReport(99, null);
        writer.WriteGoodbye(99);
        other.Receiver.ReceiveRtcp(packet.AsSpan(0, writer.Length));

        other.Receiver.ReceiveRtp(RtpPackets.Of(40_000, [0xFC], ssrc: 100));

        await _heard.Reader.ReadAsync(Timeout());
        Assert.False(_running.IsCompleted);
    }

    [Fact]
    public async Task A_caller_who_only_listens_is_not_heard_and_one_who_only_speaks_hears_nothing()
    {
        var listening = await AcceptAsync(Offers.Chromium.Replace("a=sendrecv", "a=recvonly", StringComparison.Ordinal));
        Assert.True(_call!.IsHeard);
        listening.Receiver.ReceiveRtp(RtpPackets.Of(1, [0xFC]));
        Assert.Equal(0, _call.Quality.Received);

        var speaking = PeerCall.Accept(
            Offers.Chromium.Replace("a=sendrecv", "a=sendonly", StringComparison.Ordinal),
            _network,
            _factory,
            _time
        );
        Assert.False(speaking.IsHeard);
        await speaking.DisposeAsync();
    }

    [Fact]
    public async Task Data_channels_are_opened_with_the_offer_s_numbers()
    {
        await AcceptAsync(Offers.Chromium.Replace("a=setup:actpass", "a=setup:passive", StringComparison.Ordinal));
        var channels = await _factory.Created.ReadAsync(Timeout());
        channels.Open("oai-events");

        Assert.Equal((new OfferedData(5000, 262_144), true), (channels.Remote, channels.IsDtlsClient));
        Assert.Equal("oai-events", (await _call!.Channels!.ReadAsync(Timeout())).Label);
    }

    [Fact]
    public async Task A_caller_who_never_comes_ends_the_call_with_the_reason()
    {
        var other = await AcceptAsync(Offers.Chromium);
        other.FailToConnect(new("nobody came"));

        Assert.Equal("nobody came", (await Assert.ThrowsAsync<TransportException>(() => _running)).Message);
    }

    [Fact]
    public async Task Without_room_nothing_is_begun()
    {
        await AcceptAsync(Offers.Chromium);
        _network.Failure = new("no room");

        Assert.Throws<TransportException>(() => PeerCall.Accept(Offers.Chromium, _network, _factory, _time));
        Assert.Equal(1, _factory.Created.Count);
    }

    private async Task<FakePeerTransport> AcceptAsync(string offer)
    {
        _call = PeerCall.Accept(offer, _network, _factory, _time);
        _running = _call.RunAsync(async (samples, over) => await _heard.Writer.WriteAsync(samples.ToArray(), over), _over.Token);
        return await _network.Accepted.ReadAsync(Timeout());
    }

    /// <summary>The reports' timer begins some time after the connection.</summary>
    private async Task<byte[]> ReportAsync(FakePeerTransport other)
    {
        byte[]? report;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!other.Rtcp.TryRead(out report))
        {
            patience.Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return report;
    }

    private static (uint Ssrc, bool IsFromSender, bool IsEnd) Read(byte[] packet)
    {
        var reader = new RtcpReader(packet);
        Assert.True(reader.Read());
        var ssrc = reader.Report.Ssrc;
        Assert.False(reader.Read());
        return (ssrc, reader.SentAt is not null, reader.HasGoodbye);
    }

    private static uint SsrcOf(byte[] packet) => RtpPacket.TryRead(packet, out var read) ? read.Ssrc : 0;

    private static CancellationToken Timeout() => new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token;
}
