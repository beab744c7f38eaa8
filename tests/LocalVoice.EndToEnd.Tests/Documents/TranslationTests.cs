using System.Text.RegularExpressions;

namespace LocalVoice.EndToEnd.Tests.Documents;

/// <summary>The README says the same in both languages, as far as a machine can tell.</summary>
public sealed partial class TranslationTests
{
    private static readonly Document English = Document.All["README.md"];
    private static readonly Document Spanish = Document.All["README.es.md"];

    [Fact]
    public void Each_names_the_other_in_its_first_line()
    {
        Assert.Contains("[Castellano](README.es.md)", English.Text.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("[English](README.md)", Spanish.Text.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void They_have_the_same_headings() => Assert.Equal(English.Outline, Spanish.Outline);

    [Fact]
    public void They_have_the_same_blocks() => Assert.Equal(English.Blocks.Select(Essence), Spanish.Blocks.Select(Essence));

    [Fact]
    public void They_link_to_the_same_places() => Assert.Equal(Places(English), Places(Spanish));

    [Fact]
    public void They_give_the_same_figures() => Assert.Equal(Figures(English), Figures(Spanish));

    [Fact]
    public void A_comment_may_differ_and_a_command_may_not()
    {
        var block = new CodeBlock("README.md", 1, "sh", "", "scripts/run.sh   # serves");

        Assert.Equal(Essence(block), Essence(block with { Text = "scripts/run.sh  # sirve" }));
        Assert.NotEqual(Essence(block), Essence(block with { Text = "scripts/run.sh --https   # serves" }));
    }

    /// <summary>Without comments, which are translated; of a listing only that it is one.</summary>
    private static string Essence(CodeBlock block)
    {
        var text = block.Kind switch
        {
            BlockKind.Listing => "",
            BlockKind.Sample => block.Text,
            _ => Comment().Replace(block.Text, ""),
        };
        return $"{block.Language} {block.Mark}\n{text}";
    }

    /// <summary>In alphabetical order, since sentences have another one; without headings of its own and the link to the other.</summary>
    private static IEnumerable<string> Places(Document document) =>
        document
            .Links.Select(link =>
                link.StartsWith('#') ? "#"
                : link.StartsWith("README.", StringComparison.Ordinal) ? "README"
                : link
            )
            .Order(StringComparer.Ordinal);

    /// <summary>All numbers outside of blocks, in alphabetical order; a decimal comma counts as a point.</summary>
    private static IEnumerable<string> Figures(Document document) =>
        Figure().Matches(Fence().Replace(document.Text, "")).Select(match => match.Value.Replace(',', '.')).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\s*(?<=\s)#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\d+(?:[.,]\d+)*")]
    private static partial Regex Figure();
}
