namespace LocalVoice.Core.Text.Filtering;

/// <summary>What the first characters of a line make of it.</summary>
/// <param name="Kind">The line's kind, or that more characters are needed.</param>
/// <param name="Number">The digits of a numbered item, else 0 of them.</param>
internal readonly record struct LineMarker(LineKind Kind, int Number = 0)
{
    private const int LongestNumber = 3;
    private const int LongestHeading = 6;
    private const int LongestRule = 128;

    /// <summary>Reads a line's beginning, without its leading whitespace.</summary>
    public static LineMarker Read(ReadOnlySpan<char> start) =>
        start[0] switch
        {
            '>' => new(LineKind.Quote),
            '|' => new(LineKind.Row),
            '#' => ReadHeading(start),
            '•' or '‣' or '⁃' => new(LineKind.Item),
            '-' or '*' or '+' or '_' or '=' => ReadBulletOrRule(start),
            >= '0' and <= '9' => ReadNumber(start),
            _ => new(LineKind.Plain),
        };

    /// <summary>Whether a line that holds nothing else is a horizontal rule or the underline of a heading.</summary>
    public static bool IsRule(ReadOnlySpan<char> line)
    {
        var trimmed = line.TrimEnd();
        return trimmed.Length >= 3 && trimmed[0] is '-' or '*' or '_' or '=' && !trimmed.ContainsAnyExcept(trimmed[0]);
    }

    private static LineMarker ReadHeading(ReadOnlySpan<char> start)
    {
        var marks = start.IndexOfAnyExcept('#');
        return marks < 0
            ? new(start.Length > LongestHeading ? LineKind.Plain : LineKind.Undecided)
            : new(char.IsWhiteSpace(start[marks]) ? LineKind.Heading : LineKind.Plain);
    }

    private static LineMarker ReadBulletOrRule(ReadOnlySpan<char> start)
    {
        if (start.Length == 2 && char.IsWhiteSpace(start[1]) && start[0] is not ('_' or '='))
        {
            return new(LineKind.Item);
        }

        return new(start.Length > LongestRule || start.TrimEnd().ContainsAnyExcept(start[0]) ? LineKind.Plain : LineKind.Undecided);
    }

    private static LineMarker ReadNumber(ReadOnlySpan<char> start)
    {
        var digits = start.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0)
        {
            return new(start.Length > LongestNumber ? LineKind.Plain : LineKind.Undecided);
        }

        if (start[digits] is not ('.' or ')'))
        {
            return new(LineKind.Plain);
        }

        return start.Length == digits + 1 ? new(LineKind.Undecided)
            : char.IsWhiteSpace(start[digits + 1]) ? new(LineKind.Item, digits)
            : new(LineKind.Plain);
    }
}

/// <summary>Kinds of lines in markdown.</summary>
internal enum LineKind
{
    Undecided,
    Plain,
    Heading,
    Item,
    Quote,
    Row,
}
