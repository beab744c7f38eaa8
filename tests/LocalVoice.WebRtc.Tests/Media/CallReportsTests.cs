using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Media;
using LocalVoice.WebRtc.Rtp;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.WebRtc.Tests.Media;

public sealed class CallReportsTests : IDisposable
{
    private const uint Agent = 5;
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(40);
    private readonly SetClock _time = new();
    private readonly AgentTrack _track;
    private readonly CallReports _reports;
    private byte[] _sent = [];

    public CallReportsTests()
    {
        var stream = new RtpStream(Agent, 111);
        _track = new(new Silence(), stream, _ => { }, _time);
        _reports = new(user: null, _track, stream, packet => _sent = packet.ToArray(), _time);
        stream.WriteHeader(new byte[64], timestamp: 0, marked: true);
    }

    public void Dispose() => _track.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void A_clock_that_is_set_amid_a_call_is_no_round_trip(int seconds)
    {
        _reports.End();
        var sent = SentAt();

        _time.Set(TimeSpan.FromSeconds(seconds));
        _time.Advance(RoundTrip);
        Span<byte> answer = new byte[128];
        var writer = new RtcpWriter(answer);
        writer.WriteReceiverReport(9, new(Agent, 0, 0, 0, 0, LastReport: NtpTime.Middle(sent), SinceLastReport: 0));
        _reports.Receive(answer[..writer.Length]);

        Assert.Equal(RoundTrip.TotalMilliseconds, _reports.RoundTrip!.Value.TotalMilliseconds, tolerance: 0.1);
    }

    private ulong SentAt()
    {
        var reader = new RtcpReader(_sent);
        while (reader.Read()) { }

        return reader.SentAt!.Value;
    }

    private sealed class SetClock : FakeTimeProvider
    {
        private TimeSpan _set;

        public void Set(TimeSpan by) => _set += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _set;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }

    private sealed class Silence : IAudioEncoder
    {
        public int FrameClockSamples => 960;

        public int LossPercent
        {
            set { }
        }

        public int Encode(ReadOnlySpan<short> frame, Span<byte> payload) => 0;
    }
}
