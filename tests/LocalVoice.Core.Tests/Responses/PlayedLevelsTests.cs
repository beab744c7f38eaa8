using LocalVoice.Core.Responses;

namespace LocalVoice.Core.Tests.Responses;

public sealed class PlayedLevelsTests
{
    private readonly PlayedLevels _levels = new(24_000);

    [Fact]
    public void Each_10_ms_have_their_level_and_there_is_silence_around()
    {
        _levels.Add([.. Enumerable.Repeat((short)3277, 240), .. Enumerable.Repeat((short)328, 240)]);

        Assert.Equal([-120, -20, -20, -40, -120], ((double[])[-1, 0, 239, 240, 480]).Select(_levels.At));
    }

    [Fact]
    public void What_has_been_played_is_let_go()
    {
        _levels.Add([.. Enumerable.Repeat((short)3277, 240)]);
        _levels.Forget();
        _levels.Add([.. Enumerable.Repeat((short)3277, 240)]);

        Assert.Equal(-120, _levels.At(0));
    }
}
