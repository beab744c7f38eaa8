using LocalVoice.Core.Input;
using LocalVoice.Core.Turns.Levels;

namespace LocalVoice.Core.Tests.Turns.Levels;

public sealed class LevelGateTests
{
    private readonly UserLevel _user = new();
    private readonly LevelGate _gate;

    public LevelGateTests() => _gate = new(_user, belowUserDb: 15);

    [Fact]
    public void Before_the_users_level_is_known_everything_passes() => Assert.True(Hear(-44, 20).Loud);

    [Fact]
    public void Others_are_silence_and_the_user_is_heard_at_once()
    {
        _user.Learn(-20, hadWords: true);

        var other = Hear(-40, 20);
        Assert.False(other.Loud);
        Assert.Equal(0, other.SpeechProbability);

        Assert.True(Hear(-22, 1).Loud);
    }

    [Fact]
    public void A_frame_of_babble_that_is_as_loud_as_speech_begins_nothing()
    {
        _user.Learn(-20, hadWords: true);
        Hear(-42, 20);

        Assert.False(Hear(-33, 1).Loud);
    }

    [Fact]
    public void In_a_turn_the_user_may_trail_off_in_a_quiet_room_and_not_in_babble()
    {
        _user.Learn(-20, hadWords: true);
        Hear(-70, 100);
        Hear(-20, 20, inTurn: true);
        Assert.True(Hear(-39, 20, inTurn: true).Loud);

        Hear(-38, 100);
        Hear(-20, 20, inTurn: true);
        Assert.False(Hear(-38, 20, inTurn: true).Loud);
    }

    [Fact]
    public void However_loud_the_room_the_user_is_heard_12_dB_below_their_level()
    {
        _user.Learn(-20, hadWords: true);
        Hear(-36, 200);

        Assert.True(Hear(-31, 20, inTurn: true).Loud);
    }

    /// <returns>What the last of the frames is taken for.</returns>
    private FrameAnalysis Hear(double dbfs, int frames, bool inTurn = false)
    {
        FrameAnalysis heard = default;
        for (var i = 0; i < frames; i++)
        {
            heard = _gate.Judge(new(0, Loud: true, 0.9f, dbfs), inTurn);
        }

        return heard;
    }
}
