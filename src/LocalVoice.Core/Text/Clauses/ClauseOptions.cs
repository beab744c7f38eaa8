namespace LocalVoice.Core.Text.Clauses;

/// <summary>How long clauses are: the first is short for latency, the later ones long for prosody.</summary>
internal sealed record ClauseOptions
{
    public static ClauseOptions Default { get; } = new();

    /// <summary>Words that the first clause needs before a comma, semicolon or colon ends it.</summary>
    public int FirstMinWords { get; init; } = 2;

    /// <summary>Words after which the first clause ends without any punctuation.</summary>
    public int FirstMaxWords { get; init; } = 6;

    /// <summary>How many words more the first clause takes rather than end in an article or a preposition.</summary>
    public int FirstGraceWords { get; init; } = 2;

    /// <summary>Characters that a later clause needs before a comma, semicolon or colon ends it.</summary>
    public int MinLength { get; init; } = 40;

    /// <summary>Characters after which a clause ends at a word boundary. Only a longer word goes on, to twice that.</summary>
    public int MaxLength { get; init; } = 200;
}
