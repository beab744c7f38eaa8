using System.Text.Json;
using LocalVoice.Bench.Fleet;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Tests.Fleet;

public sealed class MeasuredCostsTests
{
    private const string Marks = """
        {
          "speculative_final": 70, "decision": 200, "final_transcript": 200, "llm_request": 70, "first_clause": 84, "tts_request": 84,
          "first_audio_ready": 95, "first_audio_sent": 200
        }
        """;

    [Fact]
    public void What_the_marks_do_not_explain_of_the_processor_time_is_ahead_of_the_silence_and_after_the_first_audio()
    {
        var cost = Assert.Single(MeasuredCosts.Of([Turn(Marks)], TimeSpan.FromMilliseconds(400)));

        // 400 − 60 − 14 − 11 = 315, of which five interims of half a decode.
        Assert.Equal(new TurnCost(2000, 150, 60, 14, 11, 165, 200, 3, 1000), cost);
        Assert.Equal(400, cost.ComputingMs);
        Assert.Null(cost.Problem);
    }

    [Fact]
    public void A_turn_that_waited_for_its_audio_is_heard_as_long_after_it()
    {
        var late = Marks.Replace("\"first_audio_ready\": 95", "\"first_audio_ready\": 201.5", StringComparison.Ordinal);

        Assert.Equal(1.5, Assert.Single(MeasuredCosts.Of([Turn(late)], TimeSpan.Zero)).OutputMs, 6);
    }

    [Fact]
    public void Turns_without_a_response_or_without_marks_have_no_costs() =>
        Assert.Empty(
            MeasuredCosts.Of(
                [Turn(Marks) with { Answered = "" }, Turn(Marks) with { Timeline = null }, Turn("""{ "decision": 200 }""")],
                TimeSpan.Zero
            )
        );

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_cost_that_cannot_be_is_named(double value) =>
        Assert.StartsWith("decode_ms is ", new TurnCost(1, 1, value, 1, 1, 1, 1, 1, 1).Problem, StringComparison.Ordinal);

    private static SpokenTurn Turn(string marks) =>
        new(
            "Hola.",
            "Buenas.",
            Recording.FromFloats(new float[16_000], 16_000),
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(202),
            TimeSpan.FromMilliseconds(203),
            JsonDocument.Parse($$"""{ "marks_ms": {{marks}} }""").RootElement,
            Error: null
        )
        {
            Said = TimeSpan.FromSeconds(2),
        };
}
