using System.Text;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>
/// Reads out web and e-mail addresses and file names: "ejemplo punto com barra ayuda". Scheme, query and fragment are not read.
/// </summary>
internal sealed partial class WebAddressRule(Dictionary<string, string> words) : ISpeechRule
{
    private const string TrailingMarks = ".,;:!?)]}'\"»”";

    public string Apply(string text) => text.AsSpan().IndexOfAny("@.:~") < 0 ? text : Address().Replace(text, match => Say(match.Value));

    private string Say(string written)
    {
        var address = written.AsSpan().TrimEnd(TrailingMarks);
        var tail = written[address.Length..];
        if (address.IndexOf("://") is var scheme and >= 0)
        {
            address = address[(scheme + 3)..];
        }

        var end = address.IndexOfAny('?', '#');
        address = (end < 0 ? address : address[..end]).TrimEnd('/');
        var spoken = new StringBuilder(address.Length * 2);
        foreach (var range in Part().EnumerateMatches(address))
        {
            var part = address.Slice(range.Index, range.Length).ToString();
            spoken.Append(' ').Append(words.GetValueOrDefault(part, part));
        }

        return spoken.ToString().TrimStart() + tail;
    }

    [GeneratedRegex(
        @"https?://[^\s<>""]+"
            + @"|(?<![\p{L}\p{Nd}_.+-])[\p{L}\p{Nd}_.+-]+@[\p{L}\p{Nd}-]+(?:\.[\p{L}\p{Nd}-]+)+"
            + @"|(?<![\p{L}\p{Nd}@._-])www\.[^\s<>""]+"
            + @"|(?<![\p{L}\p{Nd}@._-])localhost(?::[0-9]{2,5})?(?:/[^\s<>""]*)?(?![\p{L}\p{Nd}_])"
            + @"|(?<![\p{L}\p{Nd}@._-])(?:[a-z0-9-]+\.)+"
            + @"(?:com|es|cat|org|net|eu|io|dev|info|gov|gob|edu|app|ai|uk|fr|de|it|pt|tv|gal|eus|xyz|biz|mx|cl|uy|br|nl|ch|ru|cn|jp)"
            + @"(?::[0-9]{2,5})?(?:/[^\s<>""]*)?(?![\p{L}\p{Nd}_])"
            + @"|(?<![\p{L}\p{Nd}@._/-])\.(?:NET|env|gitignore|bashrc)(?![\p{L}\p{Nd}_])"
            + @"|(?<![\p{L}\p{Nd}@._~-])~/[\p{L}\p{Nd}][^\s<>""]*"
            + @"|(?<![\p{L}\p{Nd}@._-])(?:[a-z0-9-]+\.)+[a-z]{2,10}/[\p{L}\p{Nd}][^\s<>""]*"
            + @"|(?<![\p{L}\p{Nd}@._/-])[\p{L}\p{Nd}_-]+(?:\.[\p{L}\p{Nd}_-]+)*\."
            + @"(?:pdf|docx?|xlsx?|pptx?|odt|epub|txt|csv|json|xml|ya?ml|html?|css|jsx?|tsx?|py|cs|java|php|sql|sh|exe|zip|rar|gz|png"
            + @"|jpe?g|gif|svg|webp|mp[34]|wav|ogg|mkv|md|log|ini)(?![\p{L}\p{Nd}_])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Address();

    [GeneratedRegex(@"\p{L}+|[0-9]+|[^\p{L}0-9]")]
    private static partial Regex Part();
}
