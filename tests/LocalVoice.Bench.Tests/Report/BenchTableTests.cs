using LocalVoice.Bench.Report;
using Spectre.Console;

namespace LocalVoice.Bench.Tests.Report;

public sealed class BenchTableTests
{
    [Fact]
    public void Table_stands_beside_the_figures_of_the_old_pipeline()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = 200;

        BenchTable.Write(console, BenchSamples.Document());

        var text = output.ToString();
        string[] expected = ["700–1400", "2750", "1300", "OpenAI (WebRTC)", "1250", "250", "sequential ÷ parallel: 5.0×"];
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }
}
