using LocalVoice.Audio;
using LocalVoice.Client.Audio;
using LocalVoice.Core.Turns.Levels;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Core.Tests.Turns.Levels;

public sealed class TurnLevelsTests
{
    private readonly TurnLevels _levels = new();

    [Fact]
    public void A_turn_has_the_level_of_its_loud_syllables()
    {
        Assert.Null(_levels.Dbfs);

        Assert.False(Hear(SyllableVoice.Speak(5, -26, seed: 1, rateHz: 16_000)));

        Assert.InRange(_levels.Dbfs!.Value, -26, -19);
    }

    [Fact]
    public void Who_speaks_20_dB_above_the_babble_is_noticed_within_their_first_half_second()
    {
        Assert.False(Hear(SyllableVoice.Babble(4, -40, seed: 1, rateHz: 16_000)));

        Assert.True(Hear(SyllableVoice.Speak(0.5, -20, seed: 2, rateHz: 16_000)));

        Assert.InRange(_levels.StepDbfs, -22, -10);
    }

    [Theory]
    [InlineData("audio/joe/joe-00.wav")]
    [InlineData("audio/joe/joe-01.wav")]
    [InlineData("audio/joe/joe-03.wav")]
    [InlineData("audio/human/en-1.wav")]
    [InlineData("audio/human/es-1.wav")]
    [InlineData("audio/human/es-2.wav")]
    public void One_speaker_is_never_taken_for_two(string recording)
    {
        var path = Repository.Shared(recording);
        Assert.SkipUnless(path is not null, $"{recording} is not in the shared folder (LOCALVOICE_SHARED)");

        var voice = WaveFile.Load(path!);
        Assert.False(Hear(voice.ToFloats(), voice.SampleRateHz));
    }

    /// <returns>Whether a louder voice was noticed. Frames below −45 dBFS are not voiced.</returns>
    private bool Hear(float[] samples, int rateHz = 16_000)
    {
        var gate = new LevelGate(new(), 15);
        var noticed = false;
        foreach (var frame in samples.Chunk(rateHz / 100))
        {
            var level = SoundLevel.RmsDbfs(frame);
            gate.Judge(new(0, true, null, level), inTurn: true);
            noticed |= level > -45 && _levels.Add(level, gate.SmoothedDbfs);
        }

        return noticed;
    }
}
