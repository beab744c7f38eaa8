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
internal sealed class PunctuationRules(ClauseLanguage language)
{
    private const string Marks = ".,;:?!…";
    private const string Closers = ")]}\"'»”’";

    public static bool IsMark(char character) => Marks.Contains(character);

    /// <summary>
    /// Classifies the mark at <paramref name="position"/> in the word that starts at <paramref name="tokenStart"/>.
    /// </summary>
    /// <param name="end">The <see cref="EndOfMarks"/> of its run.</param>
    public Mark Read(ReadOnlySpan<char> text, int tokenStart, int position, int end, bool complete)
    {
        var character = text[position];
        var token = TrimOpeners(text[tokenStart..(position + 1)]);
        if (end == text.Length)
        {
            return complete ? Kind(character) : WaitOrEnd(character, token, position > tokenStart ? text[position - 1] : '\0');
        }

        var next = text[end];
        if (!char.IsWhiteSpace(next))
        {
            return next is '¿' or '¡' or '—' ? Kind(character) : Mark.None;
        }

        return character == '.' && end == position + 1 ? AfterStop(text, token, end, complete) : Kind(character);
    }

    /// <summary>End of the run of marks and closing brackets that begins at <paramref name="position"/>.</summary>
    public static int EndOfMarks(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && (Marks.Contains(text[position]) || Closers.Contains(text[position])))
        {
            position++;
        }

        return position;
    }

    private Mark WaitOrEnd(char character, ReadOnlySpan<char> token, char previous)
    {
        var waits = character switch
        {
            '…' => false,
            '?' or '!' => IsAddress(token),
            _ => char.IsDigit(previous) || IsAddress(token) || (character == '.' && MayAbbreviate(token)),
        };
        return waits ? Mark.Undecided : Kind(character);
    }

    /// <summary>
    /// Classifies a full stop before whitespace: after an abbreviation the sentence continues unless the next word
    /// begins with a capital.
    /// </summary>
    private Mark AfterStop(ReadOnlySpan<char> text, ReadOnlySpan<char> token, int gap, bool complete)
    {
        if (IsInitial(token) || language.IsAbbreviation(token))
        {
            return Mark.None;
        }

        if (!language.IsClosingAbbreviation(token))
        {
            return Mark.Sentence;
        }

        var rest = text[gap..].TrimStart();
        return rest.IsEmpty ? (complete ? Mark.Sentence : Mark.Undecided)
            : char.IsUpper(rest[0]) || rest[0] is '¿' or '¡' ? Mark.Sentence
            : Mark.None;
    }

    private bool MayAbbreviate(ReadOnlySpan<char> token) => IsInitial(token) || language.BeginsAbbreviation(token);

    private static bool IsInitial(ReadOnlySpan<char> token) => token.Length == 2 && char.IsUpper(token[0]);

    private static bool IsAddress(ReadOnlySpan<char> token) =>
        token.Contains("://", StringComparison.Ordinal)
        || token.Contains('@')
        || token.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
        || token is "http:" or "https:" or "mailto:" or "Http:" or "Https:";

    private static Mark Kind(char character) => character is ',' or ';' or ':' ? Mark.Weak : Mark.Sentence;

    private static ReadOnlySpan<char> TrimOpeners(ReadOnlySpan<char> token) => token.TrimStart("¿¡([{\"'«“‘");
}
