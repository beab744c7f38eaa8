namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>
/// Decides whether the user's speech is meant to interrupt the agent. Pure. Words are classified once for each transcript;
/// the verdict on them depends on the duration of the speech alone, and is cheap.
/// </summary>
public interface IBargeInPolicy
{
    /// <param name="transcript">The newest interim or the final; null for none.</param>
    /// <param name="language">Language code of the session.</param>
    /// <param name="agentText">The agent's text sent so far.</param>
    SaidWords Classify(string? transcript, string language, string agentText);

    /// <param name="said">The words of the newest transcript.</param>
    /// <param name="speech">Duration of the user's speech so far.</param>
    /// <param name="final">Whether the transcript is final.</param>
    BargeInVerdict Judge(SaidWords said, TimeSpan speech, bool final);
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

/// <summary>What an utterance during the agent's speech consists of.</summary>
public enum SaidWords
{
    /// <summary>Nothing was understood.</summary>
    None,

    /// <summary>Only backchannels, or the agent's own text.</summary>
    NoInterruption,

    /// <summary>A stop word comes first.</summary>
    Stop,

    /// <summary>Other words.</summary>
    Other,
}
