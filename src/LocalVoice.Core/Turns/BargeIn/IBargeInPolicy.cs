namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>Decides whether the user's speech is meant to interrupt the agent. Pure.</summary>
public interface IBargeInPolicy
{
    BargeInVerdict Judge(in BargeInEvidence evidence);
}

/// <summary>Classification of an utterance during the agent's speech.</summary>
public enum BargeInVerdict
{
    /// <summary>Undecided: the agent continues, ducked.</summary>
    Undecided,

    /// <summary>The agent must be cancelled.</summary>
    Interruption,

    /// <summary>Noise, a backchannel or echo: the agent continues at full volume.</summary>
    FalseInterruption,
}

/// <summary>Evidence about an utterance during the agent's speech.</summary>
/// <param name="Speech">Its duration so far.</param>
/// <param name="Transcript">The newest interim or the final; null for none.</param>
/// <param name="Final">Whether the transcript is final.</param>
/// <param name="Language">Language code of the session.</param>
/// <param name="AgentText">The agent's text sent so far.</param>
public readonly record struct BargeInEvidence(TimeSpan Speech, string? Transcript, bool Final, string Language, string AgentText);
