using System.Xml.Linq;
using LocalVoice.Bench.Compare;
using LocalVoice.Bench.Compare.Report;

namespace LocalVoice.Bench.Tests.Compare.Report;

public sealed class CompareHtmlTests
{
    private static readonly XNamespace Plain = XNamespace.None;
    private readonly string _html = CompareHtml.Render(CompareSamples.Document());

    [Fact]
    public void Page_is_well_formed() => Assert.Equal("html", Parse().Root!.Name.LocalName);

    [Theory]
    [InlineData("src=")]
    [InlineData("href=")]
    [InlineData("<link")]
    [InlineData("url(http")]
    public void Page_needs_nothing_from_elsewhere(string reference) =>
        Assert.DoesNotContain(reference, _html, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Network_is_a_hatched_segment_of_its_stage()
    {
        var hatched = Parse().Descendants(Plain + "rect").Where(rectangle => (string?)rectangle.Attribute("fill") == "url(#network)");
        var titles = hatched.Select(rectangle => rectangle.Value).Where(title => title.Length > 0).ToList();

        Assert.Equal(4, titles.Count);
        Assert.All(titles, title => Assert.EndsWith(", network", title, StringComparison.Ordinal));
    }

    [Fact]
    public void Bar_is_as_long_as_voice_to_voice()
    {
        var bars = Parse()
            .Descendants(Plain + "rect")
            .Where(rectangle => (string?)rectangle.Attribute("height") == "28" && (string?)rectangle.Attribute("fill") != "url(#network)")
            .GroupBy(rectangle => (string)rectangle.Attribute("y")!)
            .Select(bar => bar.Sum(rectangle => (double)rectangle.Attribute("width")!))
            .ToList();

        Assert.Equal(3, bars.Count);
        Assert.Equal(300.0 / 900, bars[0] / bars[2], tolerance: 0.01);
        Assert.Equal(700.0 / 900, bars[1] / bars[2], tolerance: 0.01);
    }

    [Fact]
    public void Simulated_columns_say_so()
    {
        Assert.Contains("openai-realtime (simulated)", _html, StringComparison.Ordinal);
        Assert.Contains("did not reach the real service", _html, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_outside_are_escaped()
    {
        Assert.Contains("A &lt;fast&gt; CPU", _html, StringComparison.Ordinal);
        Assert.DoesNotContain("<1>", _html, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_without_an_answered_turn_is_well_formed()
    {
        var document = CompareSamples.Document();
        var silent = document.Columns.ToDictionary(
            column => column.Key,
            column => column.Value with { V2vMs = new Percentiles(null, null) }
        );

        Assert.Contains("No turn was answered.", Parse(CompareHtml.Render(document with { Columns = silent })).ToString());
    }

    private XDocument Parse() => Parse(_html);

    /// <summary>HTML's short doctype is none of XML's.</summary>
    private static XDocument Parse(string html) => XDocument.Parse(html.Replace("<!doctype html>", "", StringComparison.Ordinal).Trim());
}
