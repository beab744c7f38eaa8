namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>What a transcript's end tells of whether its speaker has finished.</summary>
internal enum TranscriptEnding
{
    /// <summary>Nothing was understood, or is known yet.</summary>
    Unknown,

    /// <summary>It wants more: after a comma, a word that needs another, an opener.</summary>
    Unfinished,

    /// <summary>No mark ends it.</summary>
    Unmarked,

    /// <summary>A full stop or the like ends it, after a word that seldom ends a sentence.</summary>
    Doubtful,

    /// <summary>A full stop or the like ends it.</summary>
    Marked,

    /// <summary>What answers a question, whole though short.</summary>
    Reply,

    /// <summary>What is whole though short, asked or not.</summary>
    Command,
}
