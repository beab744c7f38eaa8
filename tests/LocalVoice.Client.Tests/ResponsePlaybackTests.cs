using LocalVoice.Testing.Audio;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Client.Tests;

public sealed class ResponsePlaybackTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ResponsePlayback _playback;
    private readonly long _origin;

    public ResponsePlaybackTests()
    {
        _playback = new ResponsePlayback(_time, ordinal: 1);
        _origin = _time.GetTimestamp();
    }

    [Fact]
    public void Frames_that_arrive_early_wait_for_the_one_before()
    {
        Arrive(atMs: 0, Tones.Between(20, 0, 0).Samples);
        Arrive(atMs: 1, Tones.Between(0, 20, 0).Samples);

        Assert.Equal(20, MillisecondsUntil(_playback.FirstVoicedAt()!.Value));
    }

    [Fact]
    public void Frame_that_arrives_late_is_played_on_arrival()
    {
        Arrive(atMs: 0, Tones.Between(20, 0, 0).Samples);
        Arrive(atMs: 90, Tones.Between(0, 20, 0).Samples);

        Assert.Equal(90, MillisecondsUntil(_playback.FirstVoicedAt()!.Value));
        Assert.Equal(110, MillisecondsUntil(_playback.EndsAt));
    }

    [Fact]
    public void Onset_within_a_frame_is_found_to_ten_milliseconds()
    {
        Arrive(atMs: 5, Tones.Between(30, 20, 0).Samples);

        Assert.Equal(35, MillisecondsUntil(_playback.FirstVoicedAt()!.Value));
    }

    [Fact]
    public void What_the_ear_misses_between_two_frames_is_a_gap()
    {
        Arrive(atMs: 0, new short[320]);
        Arrive(atMs: 10, new short[320]);
        Arrive(atMs: 75, new short[320]);

        Assert.Equal([35], _playback.Gaps.Select(gap => Math.Round(gap.TotalMilliseconds)));
    }

    [Fact]
    public void Position_stands_still_while_nothing_arrives()
    {
        Arrive(atMs: 0, new short[320]);
        Arrive(atMs: 100, new short[320]);

        Assert.Equal(160, _playback.PositionAt(At(10)));
        Assert.Equal(320, _playback.PositionAt(At(60)));
        Assert.Equal(480, _playback.PositionAt(At(110)));
    }

    [Fact]
    public void A_paused_voice_stands_still_and_goes_on_where_it_stopped()
    {
        Arrive(atMs: 0, new short[320]);
        Arrive(atMs: 1, new short[320]);

        _playback.Pause(At(10));
        Assert.Equal(160, _playback.PositionAt(At(500)));
        Arrive(atMs: 520, new short[320]);
        _playback.Resume(At(600));

        Assert.Equal(160, _playback.PositionAt(At(600)));
        Assert.Equal(320, _playback.PositionAt(At(610)));
        Assert.Equal(800, _playback.PositionAt(At(640)));
        Assert.Equal(650, MillisecondsUntil(_playback.EndsAt));
    }

    [Fact]
    public void Whoever_was_paused_at_its_end_has_nothing_to_go_on_with()
    {
        Arrive(atMs: 0, new short[320]);

        _playback.Pause(At(100));
        _playback.Resume(At(200));

        Assert.Equal(320, _playback.PositionAt(At(300)));
        Assert.Equal(20, MillisecondsUntil(_playback.EndsAt));
    }

    [Fact]
    public void Flush_drops_what_was_not_played()
    {
        Arrive(atMs: 0, Tones.Between(0, 100, 0).Samples);

        _playback.Flush(At(40));

        Assert.Equal(40, _playback.Recording.Duration.TotalMilliseconds);
        Assert.Equal(40, MillisecondsUntil(_playback.EndsAt));
    }

    private void Arrive(int atMs, ReadOnlyMemory<short> samples) => _playback.Add(new ResponseAudio(1, 0, samples, 16_000, At(atMs)));

    private long At(int milliseconds) => _time.After(_origin, TimeSpan.FromMilliseconds(milliseconds));

    private double MillisecondsUntil(long timestamp) => _time.GetElapsedTime(_origin, timestamp).TotalMilliseconds;
}
