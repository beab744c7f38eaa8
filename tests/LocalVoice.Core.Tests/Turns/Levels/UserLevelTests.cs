using LocalVoice.Core.Turns.Levels;

namespace LocalVoice.Core.Tests.Turns.Levels;

public sealed class UserLevelTests
{
    private readonly UserLevel _level = new();

    [Fact]
    public void Nothing_is_known_before_a_turn_had_words()
    {
        _level.Learn(-20, hadWords: false);

        Assert.Null(_level.Dbfs);
    }

    [Fact]
    public void One_shout_and_one_whisper_do_not_move_it()
    {
        foreach (var turn in (double[])[-20, -21, -5, -20, -45])
        {
            _level.Learn(turn, hadWords: true);
        }

        Assert.Equal(-20, _level.Dbfs);
    }

    [Fact]
    public void Of_two_turns_the_louder_is_the_users()
    {
        _level.Learn(-40, hadWords: true);
        _level.Learn(-20, hadWords: true);

        Assert.Equal(-20, _level.Dbfs);
    }

    [Fact]
    public void It_follows_a_user_who_goes_away_within_three_turns()
    {
        foreach (var turn in (double[])[-20, -20, -20, -32, -32, -32])
        {
            _level.Learn(turn, hadWords: true);
        }

        Assert.Equal(-32, _level.Dbfs);
    }

    [Fact]
    public void What_was_supposed_holds_until_the_turn_is_found_to_be_without_words()
    {
        _level.Suppose(-18);
        Assert.Equal(-18, _level.Dbfs);

        _level.Learn(-18, hadWords: false);
        Assert.Null(_level.Dbfs);
    }

    [Fact]
    public void Who_says_nothing_for_long_is_heard_again_at_a_lower_level()
    {
        _level.Learn(-20, hadWords: true);

        Pass(seconds: 30);
        Assert.Equal(-20, _level.Dbfs);

        Pass(seconds: 60);
        Assert.Equal(-23, _level.Dbfs!.Value, 0.01);
    }

    private void Pass(int seconds)
    {
        for (var i = 0; i < seconds * 100; i++)
        {
            _level.Pass();
        }
    }
}
