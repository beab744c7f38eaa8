namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>
/// Decides whether the user's speech is meant to interrupt the agent. Pure. Words are classified once for each transcript;
/// the verdict on them depends on the duration of the speech and on how much was understood, and is cheap.
/// </summary>
public interface IBargeInPolicy
{
    /// <param name="transcript">The newest interim or the final; null for none.</param>
    /// <param name="language">Language code of the session.</param>
    /// <param name="agentText">The agent's text sent so far.</param>
    SaidWords Classify(string? transcript, string language, string agentText);

    /// <param name="said">The words of the newest transcript.</param>
    /// <param name="speech">Duration of the user's speech so far.</param>
    /// <param name="scope">How much of the speech the transcript covers.</param>
    BargeInVerdict Judge(SaidWords said, TimeSpan speech, TranscriptScope scope);
}

/// <summary>Classification of an utterance during the agent's speech.</summary>
public enum BargeInVerdict
{
    /// <summary>Undecided: the agent continues, ducked.</summary>
    Undecided,

    /// <summary>The speech is long and has no words that decide: the agent waits for them.</summary>
    Unclear,

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

    /// <summary>Words that may yet become a backchannel.</summary>
    Beginning,

    /// <summary>A stop word, and nothing else: one interim may have made it up.</summary>
    LoneStop,

    /// <summary>A stop word comes first.</summary>
    Stop,

    /// <summary>Other words.</summary>
    Other,
}

/// <summary>How much of the user's speech a transcript covers.</summary>
public enum TranscriptScope
{
    /// <summary>What was said so far.</summary>
    SoFar,

    /// <summary>All until a pause, which may be one within a word.</summary>
    UntilPause,

    /// <summary>All: the turn has ended.</summary>
    Whole,
}
