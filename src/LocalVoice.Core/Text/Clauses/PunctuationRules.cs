using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Core.Text.Clauses;

/// <summary>The meaning of a punctuation mark in its context.</summary>
internal enum Mark
{
    /// <summary>No boundary: part of a number, an address or an abbreviation, or no mark.</summary>
    None,

    /// <summary>The next character decides.</summary>
    Undecided,

    /// <summary>A comma, semicolon or colon.</summary>
    Weak,

    /// <summary>The end of a sentence.</summary>
    Sentence,
}

/// <summary>Distinguishes clause boundaries from the same characters in numbers, addresses, abbreviations and ordinals.</summary>
internal sealed class PunctuationRules(ClauseLanguage language, Lookahead lookahead)
{
    private const string Marks = ".,;:?!…";
    private const string Closers = ")]}\"'»”’";
    private const string Operators = "=+-−×÷*/<>≤≥≈≠";

    // A shorter word before a full stop and a small letter is an abbreviation that no table has; chosen by trial.
    private const int LongestUnknown = 5;

    private const int LongestOperand = 1;

    public static bool IsMark(char character) => Marks.Contains(character);

    public static bool IsCloser(char character) => Closers.Contains(character);

    /// <summary>
    /// Classifies the mark at <paramref name="position"/> in the word that starts at <paramref name="tokenStart"/>.
    /// </summary>
    /// <param name="afterMonth">Whether the word before is the name of a month.</param>
    public Mark Read(ReadOnlySpan<char> text, int tokenStart, int position, bool afterMonth, bool complete)
    {
        var token = text[tokenStart..(position + 1)].TrimStart(ClauseLanguage.Openers);
        return text[position] switch
        {
            '.' => ReadStop(text, token, position, complete),
            ':' => AtNext(text, position, complete, Mark.Weak),
            ',' or ';' => ReadComma(text, token, position, afterMonth, complete),
            _ => ReadCall(text, token, position, complete),
        };
    }

    /// <summary>A question or exclamation mark, or an ellipsis; after a number, the latter may belong to it.</summary>
    private Mark ReadCall(ReadOnlySpan<char> text, ReadOnlySpan<char> token, int position, bool complete)
    {
        if (IsAddress(token[..^1]))
        {
            return AtNext(text, position, complete, Mark.Sentence);
        }

        if (text[position] == '!' && token.Length <= LongestOperand + 1)
        {
            // x != 3, n! = 6.
            var behind = lookahead.Visible(text, position + 1);
            return behind == text.Length ? (complete ? Mark.Sentence : Mark.Undecided)
                : Operators.Contains(text[behind]) ? Mark.None
                : Mark.Sentence;
        }

        if (text[position] == '?' || !EndsInDigit(token))
        {
            return Mark.Sentence;
        }

        var next = lookahead.Visible(text, position + 1);
        return next == text.Length ? (complete ? Mark.Sentence : Mark.Undecided)
            : Operators.Contains(text[next]) || char.IsDigit(text[next]) ? Mark.None
            : Mark.Sentence;
    }

    private Mark ReadComma(ReadOnlySpan<char> text, ReadOnlySpan<char> token, int position, bool afterMonth, bool complete)
    {
        var isMonth = language.IsMonth(token[..^1]);
        if (!isMonth && token.Length > 1 && !EndsInDigit(token) && !IsAddress(token[..^1]) && !token.Contains('('))
        {
            return Mark.Weak;
        }

        var mark = AtNext(text, position, complete, Mark.Weak);
        if (mark != Mark.Weak || !(isMonth || afterMonth))
        {
            return mark;
        }

        // The comma of "May 5, 2024".
        var next = lookahead.Visible(text, lookahead.EndOfMarks(text, position));
        return next == text.Length ? (complete ? Mark.Weak : Mark.Undecided)
            : char.IsDigit(text[next]) ? Mark.None
            : Mark.Weak;
    }

    private Mark ReadStop(ReadOnlySpan<char> text, ReadOnlySpan<char> token, int position, bool complete)
    {
        var end = lookahead.EndOfMarks(text, position);
        if (end == text.Length)
        {
            return complete ? Mark.Sentence : Mark.Undecided;
        }

        if (!char.IsWhiteSpace(text[end]))
        {
            return text[end] is '¿' or '¡' or '—' or '«' or '“' ? Mark.Sentence : Mark.None;
        }

        var run = text[(position + 1)..end];
        if (run.ContainsAny("?!…."))
        {
            return Mark.Sentence;
        }

        return run.ContainsAny(",;:") ? Mark.Weak
            : text[end] == '\n' ? Mark.Sentence
            : AfterStop(text, token, end, complete);
    }

    /// <summary>Classifies a full stop before whitespace: after an abbreviation, what follows decides.</summary>
    private Mark AfterStop(ReadOnlySpan<char> text, ReadOnlySpan<char> token, int gap, bool complete)
    {
        var kind = language.KindOf(token);
        if (kind == AbbreviationKind.Inner)
        {
            return Mark.None;
        }

        if (kind == AbbreviationKind.None && (token.Length > LongestUnknown || !token.ContainsLetter()))
        {
            return Mark.Sentence;
        }

        var next = lookahead.Visible(text, gap);
        return next == text.Length ? (complete ? Mark.Sentence : Mark.Undecided)
            : Continues(kind, text[next]) ? Mark.None
            : Mark.Sentence;
    }

    private static bool Continues(AbbreviationKind kind, char next) =>
        kind switch
        {
            AbbreviationKind.BeforeNumber => char.IsDigit(next),
            AbbreviationKind.Closing => !(char.IsUpper(next) || next is '¿' or '¡' or '«' or '“'),
            _ => char.IsLower(next),
        };

    /// <summary>The mark before whitespace, none within a word.</summary>
    private Mark AtNext(ReadOnlySpan<char> text, int position, bool complete, Mark mark)
    {
        var end = lookahead.EndOfMarks(text, position);
        return end == text.Length ? (complete ? mark : Mark.Undecided)
            : char.IsWhiteSpace(text[end]) || text[end] is '¿' or '¡' or '—' ? mark
            : Mark.None;
    }

    private static bool EndsInDigit(ReadOnlySpan<char> token) => token.Length > 1 && char.IsDigit(token[^2]);

    /// <summary>Whether a word is an address or a part of one: it has a scheme, an at sign, a domain's dot or a path's slash.</summary>
    private static bool IsAddress(ReadOnlySpan<char> word) =>
        word.Contains('@') || (word.IndexOfAny("./") is >= 0 and var mark && mark + 1 < word.Length);
}
