using LocalVoice.Bench.Turns.Live;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Tests.Turns.Live;

public sealed class BargeInFiguresTests
{
    [Fact]
    public void Shares_count_what_was_cut_off_of_each_kind()
    {
        var figures = BargeInFigures.Of([
            Trial(OverlapKind.Interruption, silentMs: 500),
            Trial(OverlapKind.Interruption, silentMs: null),
            Trial(OverlapKind.Backchannel, silentMs: 900),
            Trial(OverlapKind.Backchannel, silentMs: null),
            Trial(OverlapKind.Backchannel, silentMs: null),
            Trial(OverlapKind.Backchannel, silentMs: null),
            Trial(OverlapKind.Noise, silentMs: null),
        ]);

        Assert.Equal(0.5, figures.InterruptionsCaught);
        Assert.Equal(0.25, figures.BackchannelsThatCancelled);
        Assert.Equal(0, figures.NoisesThatCancelled);
        Assert.Null(figures.OtherVoicesThatCancelled);
        Assert.Equal((1, 500d), (figures.OnsetToSilentMs.Count, figures.OnsetToSilentMs.P50));
        Assert.Equal(["interruptions: sound", "backchannels: sound"], figures.Wrong);
    }

    [Fact]
    public void An_agent_that_was_done_before_it_could_react_tells_nothing()
    {
        var figures = BargeInFigures.Of([
            Trial(OverlapKind.Interruption, silentMs: null, agentMs: 600),
            new(Sound(OverlapKind.Interruption), null),
            Trial(OverlapKind.Interruption, silentMs: 550, agentMs: 550),
        ]);

        Assert.Equal((1, 1d), (figures.Trials["interruptions"], figures.InterruptionsCaught));
    }

    private static OverlapTrial Trial(OverlapKind kind, double? silentMs, double agentMs = 4000) =>
        new(
            Sound(kind),
            new PlayedOver(
                Sound: TimeSpan.FromMilliseconds(700),
                Agent: TimeSpan.FromMilliseconds(agentMs),
                Ducked: TimeSpan.FromMilliseconds(60),
                Restored: silentMs is null ? TimeSpan.FromMilliseconds(250) : null,
                Paused: false,
                Silent: silentMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
                DecisionToSilent: null
            )
        );

    private static OverlapSound Sound(OverlapKind kind) => new(kind, "sound", new Recording(new short[160], 16_000));
}
