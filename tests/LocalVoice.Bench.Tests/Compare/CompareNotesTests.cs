using LocalVoice.Bench.Compare;
using static LocalVoice.Bench.Tests.Compare.CompareSamples;

namespace LocalVoice.Bench.Tests.Compare;

public sealed class CompareNotesTests
{
    [Fact]
    public void Backend_that_was_replaced_is_a_problem_of_its_column()
    {
        var replaced = Turn(
            500,
            LocalStt,
            LocalLlm,
            """{"stage":"tts","name":"piper","model":"vega","device":"cpu","package":"x","failed":{"fault":"stalled"}}"""
        );

        var problem = Assert.Single(CompareNotes.Problems("cloud", [replaced], [TurnFigures.Of(replaced)]));

        Assert.Equal("cloud: in 1 of 1 turns tts was served by piper vega, after 'stalled'.", problem);
    }

    [Fact]
    public void Unanswered_turns_are_a_problem_with_their_reason()
    {
        var silent = Turn(500) with { Answered = "", Error = "The server reports: no credit" };

        var problem = Assert.Single(CompareNotes.Problems("cloud", [silent, Turn(400)], []));

        Assert.Equal("cloud: 1 of 2 unanswered. The server reports: no credit", problem);
    }

    [Fact]
    public void Only_a_report_with_simulated_columns_explains_them()
    {
        var real = ColumnFigures.Of(Source(simulated: false), [TurnFigures.Of(Turn(300, LocalStt))]);

        Assert.DoesNotContain(CompareNotes.Of([real]), IsAboutSimulation);
        Assert.Contains(CompareNotes.Of([real, real with { Simulated = true }]), IsAboutSimulation);
    }

    private static bool IsAboutSimulation(string note) => note.StartsWith("Simulated:", StringComparison.Ordinal);
}
