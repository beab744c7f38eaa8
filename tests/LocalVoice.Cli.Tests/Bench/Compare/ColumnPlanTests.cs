using LocalVoice.Bench.Compare;
using LocalVoice.Cli.Bench.Compare;
using LocalVoice.Cli.Bench.Compare.Backends;
using Microsoft.Extensions.Configuration;

namespace LocalVoice.Cli.Tests.Bench.Compare;

public sealed class ColumnPlanTests
{
    /// <summary>A variable that every process has: a service whose key is there.</summary>
    private const string Present = "PATH";

    [Fact]
    public void Local_is_one_column_whatever_the_round_trips()
    {
        var group = Assert.Single(Plan("local", sequential: true));

        Assert.Equal(["local"], group.Scenarios.Keys);
        Assert.Null(group.RttMs);
        Assert.DoesNotContain(true, group.IsSimulated);
    }

    [Fact]
    public void Service_without_its_key_has_a_simulated_column_for_each_round_trip()
    {
        var groups = Plan("far+brain+far");

        Assert.Equal(["far+brain+far @20ms", "far+brain+far @150ms"], groups.SelectMany(group => group.Scenarios.Keys));
        Assert.Equal([20, 150], groups.Select(group => group.RttMs));
    }

    [Fact]
    public void Column_of_the_only_round_trip_has_the_name_that_was_given() =>
        Assert.Equal(["far+brain+far"], Assert.Single(Plan("far+brain+far", rtts: [60])).Scenarios.Keys);

    [Fact]
    public void Service_with_its_key_is_really_reached()
    {
        var group = Assert.Single(Plan("near+local+near"));

        Assert.Null(group.RttMs);
        Assert.DoesNotContain(true, group.IsSimulated);
    }

    [Fact]
    public void One_stage_without_its_key_makes_the_column_simulated_and_no_other_stage()
    {
        var group = Assert.Single(Plan("near+brain+local", rtts: [60]));
        var source = group.SourceOf(group.Scenarios.Values.Single());

        Assert.Equal([false, true, false], group.IsSimulated);
        Assert.True(ColumnFigures.Of(source, []).Simulated);
        Assert.Equal(("near", false), (source.Stages["stt"].Backend, source.Stages["stt"].Simulated));
        Assert.Equal(("brain", true), (source.Stages["llm"].Backend, source.Stages["llm"].Simulated));
    }

    [Fact]
    public void Services_alone_also_run_as_the_old_pipeline_did_when_asked()
    {
        var group = Assert.Single(Plan("far+brain+far", rtts: [60], sequential: true));

        Assert.Equal(["far+brain+far sequential", "far+brain+far"], group.Scenarios.Keys);
        Assert.Equal(["sequential", "parallel"], group.Scenarios.Values.Select(scenario => group.SourceOf(scenario).Pipeline));
    }

    [Theory]
    [InlineData("flux+brain+far")]
    [InlineData("far+local+far")]
    public void Service_that_ends_turns_itself_and_mixtures_have_no_sequential_column(string backends) =>
        Assert.Equal([backends], Assert.Single(Plan(backends, rtts: [60], sequential: true)).Scenarios.Keys);

    [Fact]
    public void Service_that_is_all_in_one_has_no_stages()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(ColumnPlan.RealtimeKey) is { Length: > 0 }, "The key is there.");

        var group = Assert.Single(Plan("openai-realtime", rtts: [60], sequential: true));

        Assert.Empty(group.Stages);
        Assert.Equal(ColumnSource.Whole, group.SourceOf(group.Scenarios["openai-realtime"]).Pipeline);
        Assert.DoesNotContain(false, group.IsSimulated);
    }

    private static IReadOnlyList<ColumnGroup> Plan(string backends, int[]? rtts = null, bool sequential = false) =>
        ColumnPlan.Of([BackendNames.TryParse(backends)!], rtts ?? [20, 150], sequential, new BackendCatalog(Configuration()));

    private static IConfigurationRoot Configuration() =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["LocalVoice:Backends:Stt:far:Kind"] = "deepgram",
                    ["LocalVoice:Backends:Stt:far:KeyVariable"] = "LOCALVOICE_NO_SUCH_KEY",
                    ["LocalVoice:Backends:Stt:near:Kind"] = "deepgram",
                    ["LocalVoice:Backends:Stt:near:KeyVariable"] = Present,
                    ["LocalVoice:Backends:Stt:flux:Kind"] = "deepgram-flux",
                    ["LocalVoice:Backends:Stt:flux:KeyVariable"] = "LOCALVOICE_NO_SUCH_KEY",
                    ["LocalVoice:Backends:Llm:brain:Kind"] = "openai",
                    ["LocalVoice:Backends:Llm:brain:KeyVariable"] = "LOCALVOICE_NO_SUCH_KEY",
                    ["LocalVoice:Backends:Tts:far:Kind"] = "deepgram",
                    ["LocalVoice:Backends:Tts:far:KeyVariable"] = "LOCALVOICE_NO_SUCH_KEY",
                    ["LocalVoice:Backends:Tts:near:Kind"] = "deepgram",
                }
            )
            .Build();
}
