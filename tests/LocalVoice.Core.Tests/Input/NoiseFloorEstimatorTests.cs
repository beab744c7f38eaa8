using LocalVoice.Core.Input;

namespace LocalVoice.Core.Tests.Input;

public sealed class NoiseFloorEstimatorTests
{
    private readonly NoiseFloorEstimator _floor = new();

    [Fact]
    public void Digital_silence_is_never_loud() => Assert.False(Hear(-120, 500));

    [Fact]
    public void Speech_in_a_quiet_room_is_loud_at_once() => Assert.True(Hear(-25, 1, speaking: false));

    [Fact]
    public void A_fan_becomes_part_of_the_floor_and_speech_above_it_stays_loud()
    {
        Assert.True(Hear(-44, 1));

        Assert.False(Hear(-44, 1000));
        Assert.True(Hear(-25, 1));
    }

    [Fact]
    public void While_someone_speaks_the_floor_stands_still()
    {
        var before = _floor.ThresholdDbfs;

        Assert.True(Hear(-20, 1000, speaking: true));
        Assert.Equal(before, _floor.ThresholdDbfs, 5.0);
    }

    [Fact]
    public void A_soft_speaker_lowers_the_floor_to_their_voice()
    {
        Assert.False(Hear(-55, 1, speaking: true));

        Assert.True(Hear(-55, 2500, speaking: true));
    }

    /// <returns>Whether the last of the frames was loud.</returns>
    private bool Hear(double dbfs, int frames, bool speaking = false)
    {
        var loud = false;
        for (var i = 0; i < frames; i++)
        {
            loud = _floor.IsLoud(dbfs, speaking);
        }

        return loud;
    }
}
