using LocalVoice.Bench.Compare;
using static LocalVoice.Bench.Tests.Compare.CompareSamples;

namespace LocalVoice.Bench.Tests.Compare;

public sealed class ColumnFiguresTests
{
    private static readonly TurnFigures Cloud = TurnFigures.Of(Turn(700, CloudStt, CloudLlm, CloudTts));
    private static readonly TurnFigures Local = TurnFigures.Of(Turn(300, LocalStt, LocalLlm, LocalTts));

    [Fact]
    public void Network_of_a_turn_is_that_of_its_stages()
    {
        var column = ColumnFigures.Of(Source(), [Cloud]);

        Assert.Equal((60.0, true), (column.Stages["stt"].NetworkMs, column.Stages["stt"].NetworkEstimated));
        Assert.Equal((60.0, false), (column.Stages["llm"].NetworkMs, column.Stages["llm"].NetworkEstimated));
        Assert.Equal((180.0, true), (column.NetworkMs, column.NetworkEstimated));
        Assert.Equal(140 + 40 + 90, column.ProcessingMs);
    }

    [Fact]
    public void Network_that_one_stage_does_not_tell_is_not_known_of_the_turn()
    {
        var mute = CloudStt.Replace("\"round_trip_ms\":60,\"round_trips\":1", "\"round_trips\":0", StringComparison.Ordinal);
        var column = ColumnFigures.Of(Source(), [TurnFigures.Of(Turn(700, mute, CloudLlm, CloudTts))]);

        Assert.Null(column.NetworkMs);
        Assert.Equal(60, column.Stages["llm"].NetworkMs);
    }

    [Fact]
    public void Local_column_has_no_network_sends_nothing_and_costs_nothing()
    {
        var column = ColumnFigures.Of(Source(simulated: false), [Local, Local]);

        Assert.Equal((0.0, 0.0, 0.0), (column.NetworkMs, column.BytesOutPerTurn, column.CostPerMinute));
        Assert.False(column.Simulated);
    }

    [Fact]
    public void Voice_to_voice_has_the_percentiles_of_the_answered_turns()
    {
        var unanswered = TurnFigures.Of(Turn(900) with { Answered = "" });
        var column = ColumnFigures.Of(Source(), [Cloud, Local, unanswered]);

        Assert.Equal(new Percentiles(500, 680), column.V2vMs);
        Assert.Equal((3, 1), (column.Turns, column.Unanswered));
    }

    [Fact]
    public void Bytes_that_left_are_those_of_all_stages_per_turn() =>
        Assert.Equal((64_000 + 1000 + 100) / 2.0, ColumnFigures.Of(Source(), [Cloud, Local]).BytesOutPerTurn);

    [Fact]
    public void One_simulated_stage_makes_the_column_simulated()
    {
        var source = Source(simulated: false);
        var mixed = source with { Stages = new Dictionary<string, StageSource>(source.Stages) { ["tts"] = new("deepgram", true) } };
        var column = ColumnFigures.Of(mixed, [Cloud]);

        Assert.True(column.Simulated);
        Assert.False(column.Stages["stt"].Simulated);
        Assert.True(column.Stages["tts"].Simulated);
    }

    [Fact]
    public void Stages_of_a_service_that_is_all_in_one_are_not_separable()
    {
        var whole = TurnFigures.OfWhole(Turn(900), TimeSpan.FromMilliseconds(60));
        var column = ColumnFigures.Of(Source(pipeline: ColumnSource.Whole), [whole]);

        Assert.All(column.Stages.Values, stage => Assert.Null(stage.Ms));
        Assert.Equal((60.0, true), (column.NetworkMs, column.NetworkEstimated));
        Assert.Null(column.ProcessingMs);
        Assert.Equal(96_000, column.BytesOutPerTurn);
        Assert.Empty(column.PathMs);
    }

    [Fact]
    public void Stage_names_everyone_who_served_it() =>
        Assert.Equal("deepgram nova-3, whisper base", ColumnFigures.Of(Source(), [Cloud, Local]).Stages["stt"].Backend);

    [Fact]
    public void Column_whose_model_has_no_price_has_no_cost()
    {
        var turn = TurnFigures.Of(Turn(700, CloudStt, CloudLlm.Replace("gpt-oss-20b", "unheard-of", StringComparison.Ordinal), CloudTts));

        Assert.Null(ColumnFigures.Of(Source(), [turn]).CostPerMinute);
    }
}
