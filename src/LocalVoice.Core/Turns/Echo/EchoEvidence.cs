namespace LocalVoice.Core.Turns.Echo;

/// <summary>What speaks for a turn being the agent's own voice, before its words are known. Pure.</summary>
/// <param name="OverAgent">Whether it began while the agent could be heard.</param>
/// <param name="LevelsMatch">Whether its levels may be those of an echo.</param>
/// <param name="FollowsPlayback">Whether its levels rose and fell with what was played.</param>
/// <param name="AgentWords">What the agent said meanwhile, and just before and after.</param>
internal sealed record EchoEvidence(bool OverAgent, bool LevelsMatch, bool FollowsPlayback, string AgentWords)
{
    /// <summary>Words that are enough where the levels speak against it: a single one may be the user's.</summary>
    private const int ShortestRepetition = 2;

    /// <summary>Whether the turn is the agent's own voice: its levels follow it, or its words only repeat what the agent says.</summary>
    public bool Repeats(string text) =>
        OverAgent
        && (
            FollowsPlayback
            || (LevelsMatch ? RepeatedWords.Roughly(text, AgentWords) : RepeatedWords.Exactly(text, AgentWords, ShortestRepetition))
        );
}
