using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Tests.Report;

public sealed class HtmlReportTests
{
    private readonly string _html = HtmlReport.Render(BenchSamples.Document());

    [Theory]
    [InlineData("http")]
    [InlineData("src=")]
    [InlineData("<link")]
    [InlineData("url(")]
    public void Page_needs_nothing_from_elsewhere(string reference) =>
        Assert.DoesNotContain(reference, _html, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Every_pipeline_has_a_bar_and_a_line()
    {
        Assert.Equal(3, _html.Split("stroke-width=\"2\"").Length - 1);
        Assert.Contains("sequential same endpointing", _html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wider_than_a_phone_scrolls_by_itself()
    {
        Assert.Contains("name=\"viewport\"", _html, StringComparison.Ordinal);
        Assert.Equal(_html.Split("<svg").Length + _html.Split("<table").Length, _html.Split("class=\"wide\"").Length + 1);
    }

    [Fact]
    public void Names_from_the_machine_are_escaped()
    {
        Assert.Contains("A &lt;fast&gt; CPU", _html, StringComparison.Ordinal);
        Assert.DoesNotContain("<fast>", _html, StringComparison.Ordinal);
    }
}
