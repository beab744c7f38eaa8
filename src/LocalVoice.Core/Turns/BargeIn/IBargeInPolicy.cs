namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>Says whether what the user utters while the agent talks is meant to stop it. Pure.</summary>
public interface IBargeInPolicy
{
    BargeInVerdict Judge(in BargeInEvidence evidence);
}

/// <summary>What an utterance during the agent's speech is.</summary>
public enum BargeInVerdict
{
    /// <summary>Too early to say: the agent goes on, more quietly.</summary>
    Undecided,

    /// <summary>The agent must stop.</summary>
    Interruption,

    /// <summary>A cough, a sign of listening, or the agent's own echo: the agent goes on as if nothing had been.</summary>
    FalseInterruption,
}

/// <summary>What is known of an utterance during the agent's speech.</summary>
/// <param name="Speech">How long it has lasted.</param>
/// <param name="Transcript">The newest interim, or the final; null while there is none.</param>
/// <param name="Final">Whether the utterance is transcribed as a whole.</param>
/// <param name="Language">Language code of the session.</param>
/// <param name="AgentText">What the agent has been saying.</param>
public readonly record struct BargeInEvidence(TimeSpan Speech, string? Transcript, bool Final, string Language, string AgentText);
