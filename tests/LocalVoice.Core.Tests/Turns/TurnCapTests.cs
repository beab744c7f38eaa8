using LocalVoice.Core.Turns;

namespace LocalVoice.Core.Tests.Turns;

public sealed class TurnCapTests
{
    private readonly TurnController _turns = new(new() { LongestTurn = TimeSpan.FromSeconds(20) });
    private readonly UserVoice _user;

    public TurnCapTests() => _user = new(_turns);

    [Fact]
    public void A_turn_that_is_long_enough_ends_in_a_pause_of_half_a_second()
    {
        _user.Says(19_000).IsSilent(490).Says(500).IsSilent(600);

        // At 20.4 s, 8 % of the quarter.
        Assert.Equal(19_990 + 460, _user.When(TurnSignal.Ended)!.Value, 20.0);
        Assert.True(_turns.WasCut);
    }

    [Fact]
    public void The_longer_it_grows_the_shorter_the_pause_that_ends_it()
    {
        _user.Says(22_500).IsSilent(300);

        Assert.Equal(22_500 + 225, _user.When(TurnSignal.Ended)!.Value, 30.0);
    }

    [Fact]
    public void Without_a_pause_it_ends_a_quarter_later_and_the_speech_goes_on_as_the_next_turn()
    {
        _user.Says(26_000);

        Assert.Equal(25_000, _user.When(TurnSignal.Ended)!.Value, 40.0);
        Assert.Equal("Onset SpeechStarted Ended SpeechStarted", _user.Story);
        Assert.Equal(UserState.Speaking, _turns.State);
    }

    [Fact]
    public void A_detector_that_hears_speech_for_ever_does_not_keep_a_turn_open()
    {
        _user.Says(1000).Hears(30_000, loud: true, 0.9f);

        Assert.NotNull(_user.When(TurnSignal.Ended));
    }

    [Fact]
    public void A_shorter_turn_ends_as_ever()
    {
        _user.Says(18_000).IsSilent(100).Requires(900).IsSilent(850);

        Assert.Equal(18_900, _user.When(TurnSignal.Ended)!.Value, 20.0);
        Assert.False(_turns.WasCut);
    }
}
