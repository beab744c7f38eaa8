using LocalVoice.Bench.Compare;
using LocalVoice.Bench.Compare.Report;
using Spectre.Console;

namespace LocalVoice.Bench.Tests.Compare.Report;

public sealed class CompareTableTests
{
    [Fact]
    public void Columns_stand_beside_the_earlier_pipelines_table()
    {
        var text = Write(CompareSamples.Document());

        string[] expected = ["OpenAI (WebRTC)", "700–1400", "2750", "its target", "1300", "300", "900", "60 ms round trip"];
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Simulated_columns_say_so_and_others_do_not()
    {
        var text = Write(CompareSamples.Document());

        Assert.Contains("openai-realtime (simulated)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("local (simulated)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimates_are_marked_and_differences_are_not()
    {
        var text = Write(CompareSamples.Document());

        Assert.Contains("200 = 140 + ~60", text, StringComparison.Ordinal);
        Assert.Contains("100 = 40 + 60", text, StringComparison.Ordinal);
        Assert.Contains("not separable", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Delays_and_prices_stand_with_their_sources()
    {
        var text = Write(CompareSamples.Document());

        Assert.Contains("A guess, 2026-11", text, StringComparison.Ordinal);
        Assert.Contains("0.0048 per audio minute", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_round_trip_has_a_table_with_the_columns_that_have_none()
    {
        var document = CompareSamples.Document();
        var columns = new Dictionary<string, ColumnFigures>(document.Columns)
        {
            ["far"] = document.Columns["openai-realtime"] with { RttMs = 150 },
        };

        var text = Write(document with { Columns = columns });

        Assert.Equal(2, text.Split("audio output").Length - 1);
        Assert.Contains("150 ms round trip", text, StringComparison.Ordinal);
    }

    private static string Write(CompareDocument document)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = 250;
        CompareTable.Write(console, document);
        return output.ToString();
    }
}
