namespace LocalVoice.Core.Text.Filtering;

/// <summary>The markdown marker at the beginning of a line.</summary>
/// <param name="Kind">The line's kind, or that more characters are needed.</param>
/// <param name="Number">Count of digits of a numbered item; 0 otherwise.</param>
internal readonly record struct LineMarker(LineKind Kind, int Number = 0)
{
    // Longer markers are text. Six marks of a heading: CommonMark; the other limits were chosen by trial, not measured.
    private const int LongestNumber = 3;
    private const int LongestHeading = 6;
    private const int LongestRule = 128;

    /// <summary>Classifies the beginning of a line, without its leading whitespace.</summary>
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

    /// <summary>Whether a line with nothing else is a horizontal rule or a heading's underline.</summary>
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

/// <summary>Kinds of markdown lines.</summary>
internal enum LineKind
{
    Undecided,
    Plain,
    Heading,
    Item,
    Quote,
    Row,
}
