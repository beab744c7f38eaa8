namespace LocalVoice.Core.Text.Clauses;

/// <summary>
/// Clause lengths: short first clauses reduce latency, longer later ones improve prosody. All values were chosen by
/// ear, not measured.
/// </summary>
internal sealed record ClauseOptions
{
    public static ClauseOptions Default { get; } = new();

    /// <summary>Words that the first clause needs before a comma, semicolon or colon ends it.</summary>
    public int FirstMinWords { get; init; } = 2;

    /// <summary>Words after which the first clause ends without punctuation.</summary>
    public int FirstMaxWords { get; init; } = 6;

    /// <summary>Extra words that the first clause takes so that it does not end in an article or preposition.</summary>
    public int FirstGraceWords { get; init; } = 2;

    /// <summary>Characters that a later clause needs before a comma, semicolon or colon ends it.</summary>
    public int MinLength { get; init; } = 40;

    /// <summary>
    /// Characters after which a clause ends at the next word boundary. A single longer word is cut at twice this
    /// length.
    /// </summary>
    public int MaxLength { get; init; } = 200;
}
