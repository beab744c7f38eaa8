namespace LocalVoice.Bench.Turns.Script;

/// <summary>A sentence to be spoken, in one go or with a pause inside.</summary>
/// <param name="Rest">What follows the pause; null: the sentence is said in one go.</param>
/// <param name="Kind">Of the pause; null without one.</param>
public sealed record ScriptLine(string Start, string? Rest, PauseKind? Kind)
{
    private const char Mark = '|';

    /// <summary>The sentence without its mark.</summary>
    public string Text => Rest is null ? Start : $"{Start} {Rest}";

    /// <param name="line">A sentence, with <c>|</c> at a cued cut or <c>||</c> at an uncued one.</param>
    public static ScriptLine Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var parts = line.Split(Mark, StringSplitOptions.TrimEntries);
        return parts switch
        {
            [var whole] => new(whole, null, null),
            [var start, var rest] => new(start, rest, PauseKind.Cued),
            [var start, "", var rest] => new(start, rest, PauseKind.Uncued),
            _ => throw new FormatException($"'{line}' has more than one cut."),
        };
    }
}

/// <summary>What comes before a pause inside a sentence.</summary>
public enum PauseKind
{
    /// <summary>A comma, a filler, or a word that asks for more: one may know that the speaker goes on.</summary>
    Cued,

    /// <summary>Words that are complete by themselves.</summary>
    Uncued,
}
