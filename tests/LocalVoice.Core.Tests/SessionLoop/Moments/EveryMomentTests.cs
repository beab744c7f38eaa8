using System.Text;

namespace LocalVoice.Core.Tests.SessionLoop.Moments;

/// <summary>
/// Everything that can happen to a session, at every moment: what the client is told is <c>Outcomes.md</c>, and after each the
/// session goes on. A table that differs is printed as it should be; take it over when it is right.
/// </summary>
public sealed class EveryMomentTests(ITestOutputHelper output)
{
    private static readonly OutcomeTable Expected = OutcomeTable.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "SessionLoop", "Moments", "Outcomes.md"))
    );

    public static TheoryData<string> Names => [.. Stimuli.All.Select(stimulus => stimulus.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_stimulus_has_its_outcome_at_every_moment(string name)
    {
        var stimulus = Stimuli.Named(name);
        var actual = new OutcomeTable();
        var wrong = new StringBuilder();
        foreach (var moment in Moment.All)
        {
            try
            {
                actual[name, moment] = await OutcomeAsync(stimulus, moment);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                actual[name, moment] = $"broken: {exception.GetType().Name}";
                wrong.AppendLine($"{moment}: {exception.Message.ReplaceLineEndings(" ")}");
            }

            if (actual[name, moment] != Expected[name, moment])
            {
                wrong.AppendLine($"{moment}: {actual[name, moment]}");
            }
        }

        output.WriteLine($"{actual.Count} moments entered, {Moment.All.Count - actual.Count} not.");
        Assert.True(wrong.Length == 0, $"{actual.Print(name)}{Environment.NewLine}{wrong}");
    }

    [Fact]
    public void The_table_knows_every_stimulus_at_every_moment_and_no_other()
    {
        var uncovered = Stimuli.All.SelectMany(stimulus => Moment.All.Where(moment => Expected[stimulus.Name, moment] is null)).Count();

        output.WriteLine($"{Stimuli.All.Count} stimuli × {Moment.All.Count} moments = {Expected.Count} cells, {uncovered} uncovered.");
        Assert.Equal(0, uncovered);
        Assert.Equal(Stimuli.All.Count * Moment.All.Count, Expected.Count);
    }

    private static async Task<string> OutcomeAsync(Stimulus stimulus, Moment moment)
    {
        var call = await Arrival.AtAsync(moment);
        var told = call.Scenario.Log.All.Count;
        await stimulus.HappenAsync(call);
        await call.Scenario.SettleAsync();
        var expected = Expected[stimulus.Name, moment];
        await call.Scenario.Log.BecomesAsync(
            events => Outcome.Of(events.Skip(told)) == expected,
            TimeSpan.FromSeconds(expected is null ? 0.1 : 5)
        );
        await call.Scenario.SettleAsync();
        var outcome = Outcome.Of(call.Scenario.Log.All.Skip(told));
        await PlayOut.CheckAsync(call);
        return outcome;
    }
}
