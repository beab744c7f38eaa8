using LocalVoice.Audio;
using LocalVoice.Client.Audio;
using LocalVoice.Core.Turns.Echo;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Core.Tests.Turns.Echo;

public sealed class EchoPathTests
{
    private const int RateHz = 16_000;
    private const double NoiseDbfs = -62;
    private static readonly float[] Agent = SyllableVoice.Speak(8, -18, seed: 1, RateHz);

    [Theory]
    [InlineData(-6, 20, 0)]
    [InlineData(-6, 120, 0)]
    [InlineData(-12, 120, 0)]
    [InlineData(-12, 400, 0)]
    [InlineData(-12, 200, 8)]
    [InlineData(-20, 250, 0)]
    [InlineData(-30, 60, 0)]
    [InlineData(-30, 300, 5)]
    public void An_echo_is_found_with_its_delay_and_its_gain(double gainDb, int delayMs, double driftMsPerSecond)
    {
        var path = Hear(new(gainDb, TimeSpan.FromMilliseconds(delayMs), TimeSpan.FromMilliseconds(driftMsPerSecond), rateHz: RateHz));

        Assert.True(path.Matches);
        Assert.Equal(delayMs + (8 * driftMsPerSecond), path.Delay!.Value.TotalMilliseconds, 50.0);
        Assert.InRange(path.GainDb!.Value, gainDb - 5, gainDb + 6);
    }

    [Fact]
    public void An_echo_that_overdrives_the_microphone_is_one_all_the_same()
    {
        var path = Hear(new(-6, TimeSpan.FromMilliseconds(120), clip: 0.08f, rateHz: RateHz));

        Assert.True(path.Matches);
        Assert.InRange(path.GainDb!.Value, -15, 0);
    }

    [Fact]
    public void Another_voice_is_no_echo()
    {
        var other = SyllableVoice.Speak(8, -30, seed: 2, RateHz);
        var path = new EchoPath();
        var matches = 0;

        Frames(
            (played, at) =>
            {
                path.Observe(Level(other, at), played, speech: true);
                matches += path.Matches ? 1 : 0;
            }
        );

        Assert.Equal(0, matches);
        Assert.True(path.IsUnrelated);
        Assert.Null(path.GainDb);
    }

    [Fact]
    public void Headphones_are_noticed_by_the_silence()
    {
        var path = new EchoPath();

        Frames((played, _) => path.Observe(-60, played, speech: false));

        Assert.True(path.GainDb < -25);
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(35, true)]
    public void An_agent_that_talks_for_300_ms_unheard_begins_unheard_whoever_speaks_then(int frames, bool unheard)
    {
        var path = new EchoPath();

        Frames((played, at) => path.Observe(at < frames * 160 ? -70 : -25, played, speech: at >= frames * 160));

        Assert.Equal(unheard, path.BeganUnheard);
    }

    [Fact]
    public void An_echo_does_not_begin_unheard() =>
        Assert.False(Hear(new(-20, TimeSpan.FromMilliseconds(120), rateHz: RateHz)).BeganUnheard);

    [Fact]
    public void Nothing_is_heard_of_an_agent_that_has_been_silent_for_a_second()
    {
        var path = Hear(new(-12, TimeSpan.FromMilliseconds(120), rateHz: RateHz));
        Assert.True(path.IsAudible);

        for (var i = 0; i < 100; i++)
        {
            path.Observe(-30, SoundLevel.SilenceDbfs, speech: true);
        }

        Assert.False(path.IsAudible);
    }

    private static EchoPath Hear(EchoRoom room)
    {
        var noise = SpokenSamples.Noise(8, (float)(Math.Pow(10, NoiseDbfs / 20) * Math.Sqrt(3)));
        var heard = Agent.Select((sample, i) => room.Hear(sample) + noise[i]).ToArray();
        var path = new EchoPath();
        Frames((played, at) => path.Observe(Level(heard, at), played, speech: Level(heard, at) > -50));
        return path;
    }

    private static void Frames(Action<double, int> observe)
    {
        for (var at = 0; at + 160 <= Agent.Length; at += 160)
        {
            observe(Level(Agent, at), at);
        }
    }

    private static double Level(float[] samples, int at) => SoundLevel.RmsDbfs(samples.AsSpan(at, 160));
}
