using System.Threading.Channels;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Media;
using LocalVoice.WebRtc.Rtp;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.WebRtc.Tests.Media;

public sealed class AgentTrackTests : IAsyncDisposable
{
    private const int FrameClock = 960;
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<(bool Marked, ushort Number, uint Timestamp, short Level)> _sent = Channel.CreateBounded<(
        bool,
        ushort,
        uint,
        short
    )>(4096);
    private readonly CancellationTokenSource _over = new();
    private readonly AgentTrack _track;
    private readonly Task _running;

    public AgentTrackTests()
    {
        _track = new(new LastSample(), new RtpStream(5, 111), Note, _time);
        _running = _track.RunAsync(_over.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
        _track.Dispose();
    }

    [Fact]
    public async Task The_first_frame_goes_at_once_with_a_mark_and_the_others_in_their_time()
    {
        await PlayAsync(1, levels: [10, 20, 30]);
        var first = await SentAsync();
        Assert.Equal((true, 10), (first.Marked, first.Level));
        Assert.False(_sent.Reader.TryRead(out _));

        foreach (var (index, level) in ((short[])[20, 30]).Index())
        {
            _time.Advance(CallAudio.Frame);
            var next = await SentAsync();
            Assert.Equal((false, level), (next.Marked, next.Level));
            Assert.Equal(first.Timestamp + (uint)((index + 1) * FrameClock), next.Timestamp);
            Assert.Equal((ushort)(first.Number + index + 1), next.Number);
        }
    }

    [Fact]
    public async Task After_the_voice_comes_a_little_silence_and_then_nothing()
    {
        await PlayAsync(1, levels: [10]);
        var first = await SentAsync();
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(CallAudio.Frame);
            Assert.Equal(0, (await SentAsync()).Level);
        }

        _time.Advance(CallAudio.Frame);
        _time.Advance(TimeSpan.FromSeconds(2));
        await PlayAsync(2, levels: [11]);
        var next = await SentAsync();
        Assert.Equal((true, 11), (next.Marked, next.Level));
        Assert.Equal((ushort)(first.Number + 6), next.Number);
        Assert.InRange(next.Timestamp - first.Timestamp, 48_000 * 2u, 48_000 * 23 / 10u);
    }

    [Fact]
    public async Task What_becomes_of_a_response_is_told()
    {
        await PlayAsync(1, levels: [10, 20]);
        await SentAsync();
        Assert.Equal(new TrackEvent(TrackEventKind.Started, "resp_1"), await EventAsync());
        Assert.Equal(new SentPosition(1, 480), await PositionAsync());
        _time.Advance(CallAudio.Frame);
        Assert.Equal(new TrackEvent(TrackEventKind.Stopped, "resp_1"), await EventAsync());
        Assert.Equal(new SentPosition(1, 960), await PositionAsync());
    }

    [Fact]
    public async Task An_end_without_audio_ends_a_response_too()
    {
        await _track.PlayAsync(new(1, "resp_1", 0, Level(10), IsLast: false, default), Timeout());
        await _track.PlayAsync(new(1, "resp_1", 480, default, IsLast: true, default), Timeout());
        Assert.Equal(TrackEventKind.Started, (await EventAsync()).Kind);
        await SentAsync();
        _time.Advance(CallAudio.Frame);
        Assert.Equal(TrackEventKind.Stopped, (await EventAsync()).Kind);
    }

    [Fact]
    public async Task What_is_flushed_is_not_sent_and_told_once()
    {
        await PlayAsync(1, levels: [10, 20, 30, 40]);
        await PlayAsync(2, levels: [50]);
        await SentAsync();
        Assert.Equal(TrackEventKind.Started, (await EventAsync()).Kind);
        _track.Flush(1);
        _track.Flush(1);
        _time.Advance(CallAudio.Frame);

        Assert.Equal(50, (await SentAsync()).Level);
        Assert.Equal(new TrackEvent(TrackEventKind.Cleared, "resp_1"), await EventAsync());
        Assert.Equal(new TrackEvent(TrackEventKind.Started, "resp_2"), await EventAsync());
    }

    [Fact]
    public async Task What_is_cancelled_is_not_sent()
    {
        using var cut = new CancellationTokenSource();
        await _track.PlayAsync(new(1, "resp_1", 0, Level(10), IsLast: false, cut.Token), Timeout());
        await SentAsync();
        await _track.PlayAsync(new(1, "resp_1", 480, Level(20), IsLast: false, cut.Token), Timeout());
        await _track.PlayAsync(new(2, "resp_2", 0, Level(30), IsLast: false, default), Timeout());
        await cut.CancelAsync();
        _time.Advance(CallAudio.Frame);

        Assert.Equal(30, (await SentAsync()).Level);
    }

    [Fact]
    public async Task A_paused_voice_stops_and_goes_on_where_it_was()
    {
        await PlayAsync(1, levels: [10, 20, 30]);
        await SentAsync();
        _track.Pause();
        _time.Advance(CallAudio.Frame);
        Assert.Equal(0, (await SentAsync()).Level);
        _track.GoOn();
        _time.Advance(CallAudio.Frame);
        Assert.Equal(20, (await SentAsync()).Level);
    }

    [Fact]
    public async Task A_lowered_voice_is_lower_and_comes_back()
    {
        await PlayAsync(1, levels: [1000, 1000, 1000, 1000]);
        await SentAsync();
        _track.SetGain(-20);
        _time.Advance(CallAudio.Frame);

        // The level of a frame is its last sample: there the change is complete.
        Assert.Equal(100, (await SentAsync()).Level);
        _track.SetGain(0);
        _time.Advance(CallAudio.Frame);
        Assert.Equal(1000, (await SentAsync()).Level);
    }

    [Fact]
    public async Task A_server_that_was_late_catches_up_with_three_frames_and_no_more()
    {
        await PlayAsync(1, levels: [.. Enumerable.Range(1, 20).Select(i => (short)i)]);
        var first = await SentAsync();
        _time.Advance(TimeSpan.FromMilliseconds(200));
        var late = new[] { await SentAsync(), await SentAsync(), await SentAsync() };

        Assert.Equal([2, 3, 4], late.Select(packet => (int)packet.Level));
        Assert.Equal(first.Timestamp + (10 * 960u), late[2].Timestamp);
        Assert.False(_sent.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_producer_waits_while_enough_is_waiting()
    {
        _track.Pause();
        for (var i = 0; i < AgentTrack.WaitingFrames; i++)
        {
            await _track.PlayAsync(new(1, "resp_1", i * 480, Level(1), IsLast: false, default), Timeout());
        }

        var waiting = _track.PlayAsync(new(1, "resp_1", 0, Level(1), IsLast: false, default), Timeout()).AsTask();
        Assert.False(waiting.IsCompleted);
        _track.GoOn();
        _time.Advance(CallAudio.Frame);
        await waiting;
    }

    private async Task PlayAsync(int item, short[] levels)
    {
        foreach (var (index, level) in levels.Index())
        {
            var isLast = index == levels.Length - 1;
            await _track.PlayAsync(new(item, $"resp_{item}", index * 480, Level(level), isLast, default), Timeout());
        }
    }

    private void Note(ReadOnlySpan<byte> packet)
    {
        Assert.True(RtpPacket.TryRead(packet, out var read));
        _sent.Writer.TryWrite((read.IsMarked, read.Sequence, read.Timestamp, BitConverter.ToInt16(read.Payload)));
    }

    private async Task<(bool Marked, ushort Number, uint Timestamp, short Level)> SentAsync() => await _sent.Reader.ReadAsync(Timeout());

    private async Task<TrackEvent> EventAsync() => await _track.Events.ReadAsync(Timeout());

    private async Task<SentPosition> PositionAsync() => await _track.Positions.ReadAsync(Timeout());

    private static short[] Level(short level) => [.. Enumerable.Repeat(level, CallAudio.AgentFrameSamples)];

    private static CancellationToken Timeout() => new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token;

    /// <summary>A codec whose payload is a frame's last sample.</summary>
    private sealed class LastSample : IAudioEncoder
    {
        public int FrameClockSamples => FrameClock;

        public int LossPercent
        {
            set { }
        }

        public int Encode(ReadOnlySpan<short> frame, Span<byte> payload)
        {
            BitConverter.TryWriteBytes(payload, frame[^1]);
            return sizeof(short);
        }
    }
}
