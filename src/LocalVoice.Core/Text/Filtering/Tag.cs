using System.Collections.Frozen;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>Recognises tags in angle brackets, also incomplete ones.</summary>
internal static class Tag
{
    // Longest tag held back before it is read as text; chosen by trial, not measured.
    private const int LongestTag = 512;

    private static readonly FrozenSet<string> Reasoning = new[]
    {
        "think",
        "thinking",
        "thought",
        "thoughts",
        "reasoning",
        "reason",
        "reflection",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Blocks = new[]
    {
        "br",
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Inline = new[]
    {
        "a",
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "span",
        "code",
        "sub",
        "sup",
        "small",
        "mark",
        "del",
        "ins",
        "kbd",
        "td",
        "th",
        "thead",
        "tbody",
        "img",
        "font",
        "q",
        "cite",
        "speak",
        "break",
        "prosody",
        "emphasis",
        "details",
        "summary",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Schemes = new[] { "http", "https", "mailto" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Names = [.. Reasoning, .. Blocks, .. Inline, .. Schemes];

    /// <summary>
    /// Whether <paramref name="text"/>, which starts with <c>&lt;</c> and has no <c>&gt;</c>, may still become a
    /// known tag.
    /// </summary>
    public static bool CanContinue(ReadOnlySpan<char> text)
    {
        var body = Body(text);
        var name = NameOf(body);
        if (name.Length < body.Length)
        {
            var follows = body[name.Length];
            return text.Length < LongestTag
                && KindOf(name) != TagKind.Unknown
                && (char.IsWhiteSpace(follows) || follows is '/' or ':' or '>');
        }

        foreach (var known in Names)
        {
            if (known.AsSpan().StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The kind of a complete tag, angle brackets included.</summary>
    public static TagKind KindOfWhole(ReadOnlySpan<char> text) => KindOf(NameOf(Body(text)));

    public static bool IsClosing(ReadOnlySpan<char> text) => text.StartsWith("</");

    private static ReadOnlySpan<char> Body(ReadOnlySpan<char> text) => IsClosing(text) ? text[2..] : text[1..];

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> body)
    {
        var length = 0;
        while (length < body.Length && char.IsAsciiLetterOrDigit(body[length]))
        {
            length++;
        }

        return body[..length];
    }

    private static TagKind KindOf(ReadOnlySpan<char> name) =>
        Reasoning.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) ? TagKind.Reasoning
        : Blocks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) ? TagKind.Block
        : Inline.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) ? TagKind.Inline
        : Schemes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) ? TagKind.Address
        : TagKind.Unknown;
}

/// <summary>How a tag affects spoken text.</summary>
internal enum TagKind
{
    /// <summary>No markup: the brackets are text.</summary>
    Unknown,

    /// <summary>Encloses reasoning, which is not spoken.</summary>
    Reasoning,

    /// <summary>Begins a new line.</summary>
    Block,

    /// <summary>Affects only the text's appearance.</summary>
    Inline,

    /// <summary>An address in angle brackets.</summary>
    Address,
}
