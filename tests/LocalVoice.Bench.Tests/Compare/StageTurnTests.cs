using LocalVoice.Bench.Compare;
using LocalVoice.Client.Measures;

namespace LocalVoice.Bench.Tests.Compare;

public sealed class StageTurnTests
{
    private static readonly StageUse Local = new("llm", "llama", "8b", "cpu", 0, null, null, 0, null);
    private static readonly StageUse Remote = Local with { Name = "groq", Device = "cloud", RoundTripMs = 60, RoundTrips = 2 };

    [Fact]
    public void Local_stage_has_no_network()
    {
        var stage = StageTurn.Of(80, Local);

        Assert.Equal((80.0, 0.0, false), (stage.ProcessingMs, stage.NetworkMs, stage.NetworkEstimated));
        Assert.Null(stage.Charged);
    }

    [Fact]
    public void Told_processing_leaves_the_rest_to_the_network()
    {
        var stage = StageTurn.Of(150, Remote with { ProcessingMs = 40 });

        Assert.Equal((40.0, 110.0, false), (stage.ProcessingMs, stage.NetworkMs, stage.NetworkEstimated));
    }

    [Fact]
    public void Without_told_processing_the_network_is_estimated_from_round_trips()
    {
        var stage = StageTurn.Of(200, Remote);

        Assert.Equal((80.0, 120.0, true), (stage.ProcessingMs, stage.NetworkMs, stage.NetworkEstimated));
    }

    [Fact]
    public void Told_processing_of_several_requests_counts_with_its_mean()
    {
        var stage = StageTurn.Of(470, Remote with { ProcessingMs = 800 });

        Assert.Equal((400.0, 70.0, true), (stage.ProcessingMs, stage.NetworkMs, stage.NetworkEstimated));
    }

    [Fact]
    public void Told_processing_that_leaves_no_room_for_a_round_trip_is_no_measure_of_the_network()
    {
        var stage = StageTurn.Of(150, Remote with { ProcessingMs = 140, RoundTrips = 1 });

        Assert.Equal((140.0, 60.0, true), (stage.ProcessingMs, stage.NetworkMs, stage.NetworkEstimated));
    }

    [Fact]
    public void Estimate_longer_than_the_time_leaves_no_negative_processing() => Assert.Equal(0, StageTurn.Of(90, Remote).ProcessingMs);

    [Fact]
    public void Network_of_a_service_that_tells_nothing_and_was_not_measured_is_not_known()
    {
        var stage = StageTurn.Of(90, Remote with { RoundTripMs = null });

        Assert.Null(stage.NetworkMs);
        Assert.Null(stage.ProcessingMs);
    }

    [Fact]
    public void Transcript_within_a_round_trip_of_the_pause_was_not_asked_for_there() =>
        Assert.Equal(420, StageTurn.SttMs(new RequestTimes(0.01, 420, null, null), Remote));

    [Fact]
    public void Transcript_with_the_pause_was_not_asked_for_even_where_no_round_trip_was_measured() =>
        Assert.Equal(420, StageTurn.SttMs(new RequestTimes(0.01, 420, null, null), Remote with { RoundTripMs = null }));

    [Fact]
    public void Local_transcript_may_be_ready_at_once() =>
        Assert.Equal(0.01, StageTurn.SttMs(new RequestTimes(0.01, 420, null, null), Local));

    [Fact]
    public void Transcript_that_was_asked_for_has_the_time_since_then() =>
        Assert.Equal(180, StageTurn.SttMs(new RequestTimes(180, 420, null, null), Remote));
}
