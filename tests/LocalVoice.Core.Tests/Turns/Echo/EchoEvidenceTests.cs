using LocalVoice.Core.Turns.Echo;

namespace LocalVoice.Core.Tests.Turns.Echo;

public sealed class EchoEvidenceTests
{
    private const string Agent = "La capital es Roma.";

    [Fact]
    public void One_word_is_enough_while_the_levels_match() =>
        Assert.True(new EchoEvidence(OverAgent: true, LevelsMatch: true, FollowsPlayback: false, Agent).Repeats("Roma."));

    [Fact]
    public void A_word_said_well_above_the_echo_is_the_users() =>
        Assert.False(new EchoEvidence(OverAgent: true, LevelsMatch: false, FollowsPlayback: false, Agent).Repeats("¿Roma?"));

    [Fact]
    public void Whoever_repeats_the_agent_after_it_has_spoken_means_it() =>
        Assert.False(new EchoEvidence(OverAgent: false, LevelsMatch: true, FollowsPlayback: false, Agent).Repeats("La capital es Roma."));

    [Fact]
    public void What_rises_and_falls_with_the_agents_voice_is_its_echo_whatever_was_understood_of_it()
    {
        Assert.True(new EchoEvidence(OverAgent: true, LevelsMatch: false, FollowsPlayback: true, Agent).Repeats("Be pregnant."));
        Assert.False(new EchoEvidence(OverAgent: false, LevelsMatch: false, FollowsPlayback: true, Agent).Repeats("Be pregnant."));
    }
}
