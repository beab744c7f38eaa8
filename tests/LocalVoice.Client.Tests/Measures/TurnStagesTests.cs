using System.Text.Json;
using LocalVoice.Client.Audio;
using LocalVoice.Client.Measures;

namespace LocalVoice.Client.Tests.Measures;

public sealed class TurnStagesTests
{
    [Fact]
    public void Work_done_in_the_silence_costs_the_user_nothing()
    {
        var stages = Of(
            """{"last_voiced":0,"llm_request":80,"tts_request":120,"first_audio_ready":150,"final_transcript":75,"decision":"""
                + """200,"first_audio_sent":202}""",
            arrivalMs: 212,
            v2vMs: 220
        );

        Assert.Equal(10, stages.Path[TurnStages.AudioInput]);
        Assert.Equal(200, stages.Path[TurnStages.Stt], tolerance: 0.01);
        Assert.Equal(0, stages.Path[TurnStages.Llm]);
        Assert.Equal(0, stages.Path[TurnStages.Tts]);
        Assert.Equal(10, stages.Path[TurnStages.AudioOutput], tolerance: 0.01);
    }

    [Fact]
    public void Stages_one_after_the_other_each_have_their_share()
    {
        var stages = Of(
            """{"last_voiced":0,"decision":600,"final_transcript":700,"llm_request":701,"tts_request":800,"first_audio_ready":"""
                + """1000,"first_audio_sent":1001}""",
            arrivalMs: 1001,
            v2vMs: 1011
        );

        Assert.Equal(690, stages.Path[TurnStages.Stt], tolerance: 0.01);
        Assert.Equal(100, stages.Path[TurnStages.Llm], tolerance: 0.01);
        Assert.Equal(200, stages.Path[TurnStages.Tts], tolerance: 0.01);
        Assert.Equal(1011, stages.Path.Values.Sum(), tolerance: 0.01);
    }

    [Fact]
    public void Spans_are_told_whether_anybody_waited_or_not()
    {
        var stages = Of(
            """{"last_voiced":0,"llm_request":80,"first_token":90,"first_clause":95,"tts_request":96,"first_audio_ready":"""
                + """120,"decision":200,"first_audio_sent":201}""",
            arrivalMs: 201,
            v2vMs: 205
        );

        Assert.Equal((10, 15, 24, 81), (stages.Spans["ttft"], stages.Spans["ttfc"], stages.Spans["ttfa"], stages.Spans["gate_wait"]));
        Assert.False(stages.Spans.ContainsKey("stt_final_lag"));
    }

    [Fact]
    public void Unknown_marks_of_later_servers_are_left_out()
    {
        var stages = Of("""{"decision":10,"first_audio_sent":12,"quantum_leap":3,"cancelled":null}""", arrivalMs: 12, v2vMs: 20);

        Assert.Equal(20, stages.Path.Values.Sum(), tolerance: 0.01);
    }

    private static TurnStages Of(string marks, double arrivalMs, double v2vMs)
    {
        using var timeline = JsonDocument.Parse($$"""{"marks_ms":{{marks}}}""");
        var turn = new SpokenTurn(
            "hola",
            "hola",
            new Recording(new short[10], 24_000),
            TimeSpan.FromMilliseconds(10),
            TimeSpan.FromMilliseconds(arrivalMs),
            TimeSpan.FromMilliseconds(v2vMs),
            timeline.RootElement.Clone(),
            Error: null
        );
        return TurnStages.Of(turn)!;
    }
}
