using System.Collections.Frozen;

namespace LocalVoice.Core.Text.Filtering.Html;

/// <summary>The elements that are taken for HTML; other names in angle brackets are text.</summary>
internal static class TagNames
{
    private const string Block =
        "br p div li ul ol dl dt dd tr table caption hr h1 h2 h3 h4 h5 h6 blockquote pre section article header footer main nav aside "
        + "figure figcaption form html body option details summary";

    private const string Inline =
        "a b i u s em strong span code sub sup small big mark del ins kbd samp var td th thead tbody tfoot img font q cite abbr dfn time "
        + "center label button input select meta link video audio source iframe speak break prosody emphasis say-as phoneme voice w";

    private const string Hidden = "script style head title svg template noscript";

    private const string Scheme = "http https mailto tel";

    private static readonly FrozenDictionary<string, TagKind> Kinds = new[]
    {
        (Block, TagKind.Block),
        (Inline, TagKind.Inline),
        (Hidden, TagKind.Hidden),
        (Scheme, TagKind.Address),
    }
        .SelectMany(group => group.Item1.Split(' ').Select(name => KeyValuePair.Create(name, group.Item2)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static TagKind KindOf(ReadOnlySpan<char> name) =>
        Kinds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var kind) ? kind : TagKind.Unknown;
}

/// <summary>How a tag affects spoken text.</summary>
internal enum TagKind
{
    /// <summary>No markup: the brackets are text.</summary>
    Unknown,

    /// <summary>Begins a new line.</summary>
    Block,

    /// <summary>Affects only the text's appearance.</summary>
    Inline,

    /// <summary>Encloses what no reader sees.</summary>
    Hidden,

    /// <summary>The scheme of an address in angle brackets.</summary>
    Address,
}
