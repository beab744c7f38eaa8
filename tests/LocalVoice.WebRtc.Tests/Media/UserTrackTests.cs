using System.Threading.Channels;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Media;
using LocalVoice.WebRtc.Tests.Rtp;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.WebRtc.Tests.Media;

public sealed class UserTrackTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<byte> _heard = Channel.CreateBounded<byte>(1024);
    private readonly UserTrack _track;
    private readonly Task _running;

    public UserTrackTests()
    {
        _track = new(new FirstByte(), 111, _time);
        _running = _track.RunAsync(async (samples, over) => await _heard.Writer.WriteAsync(samples.Span[0], over), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _track.Dispose();
        await _running;
    }

    [Fact]
    public async Task Packets_are_heard_as_they_come()
    {
        Receive(1);
        Assert.Equal(1, await HeardAsync());
        Receive(2);
        Receive(3);
        Assert.Equal((2, 3), (await HeardAsync(), await HeardAsync()));
    }

    [Fact]
    public async Task A_lost_packet_is_replaced_when_it_was_waited_for_although_nothing_more_comes()
    {
        Receive(1);
        Assert.Equal(1, await HeardAsync());
        Receive(3);

        // The reader sets its timer some time after the packet has come.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_heard.Reader.Count == 0 && !patience.IsCancellationRequested)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Equal((FirstByte.Recovered, 3), (await HeardAsync(), await HeardAsync()));
    }

    [Fact]
    public async Task Other_payload_types_and_what_is_no_packet_are_passed_over()
    {
        Receive(1);
        _track.Receive(RtpPackets.Of(2, [2], type: 126));
        _track.Receive([1, 2, 3]);
        Receive(2);

        Assert.Equal((1, 2), (await HeardAsync(), await HeardAsync()));
    }

    private void Receive(byte number) => _track.Receive(RtpPackets.Of(number, [number, 0, 0, 0]));

    private async Task<int> HeardAsync() => await _heard.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);

    /// <summary>A codec whose only sample is a payload's first byte.</summary>
    private sealed class FirstByte : IAudioDecoder
    {
        public const int Recovered = 200;

        public int ClockHz => 48_000;

        public int DurationOf(ReadOnlySpan<byte> payload) => 960;

        public int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
        {
            samples[0] = payload[0];
            return 1;
        }

        public int Recover(ReadOnlySpan<byte> following, int clockSamples, Span<short> samples)
        {
            samples[0] = Recovered;
            return 1;
        }

        public int Conceal(int clockSamples, Span<short> samples)
        {
            samples[0] = Recovered + 1;
            return 1;
        }
    }
}
