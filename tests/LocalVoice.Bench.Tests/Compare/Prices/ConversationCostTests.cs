using LocalVoice.Bench.Compare;
using LocalVoice.Bench.Compare.Prices;
using static LocalVoice.Bench.Tests.Compare.CompareSamples;

namespace LocalVoice.Bench.Tests.Compare.Prices;

public sealed class ConversationCostTests
{
    private static readonly ChargedService Nova = new("deepgram", "stt", "nova-3");
    private static readonly Consumption Minute = new() { Conversation = TimeSpan.FromMinutes(1), HeardSeconds = 30 };

    [Fact]
    public void Half_a_minute_heard_costs_half_of_the_price_of_a_minute() =>
        Assert.Equal(0.0024, ConversationCost.PerMinute([Nova], Minute));

    [Fact]
    public void Nothing_charged_costs_nothing() => Assert.Equal(0, ConversationCost.PerMinute([], Minute));

    [Fact]
    public void One_unknown_price_makes_the_cost_unknown() =>
        Assert.Null(ConversationCost.PerMinute([Nova, new("deepgram", "stt", "nova-99")], Minute));

    [Fact]
    public void Conversation_that_did_not_happen_has_no_cost() => Assert.Null(ConversationCost.PerMinute([Nova], new()));

    [Fact]
    public void Turn_lasts_from_the_utterance_to_the_end_of_the_response() =>
        Assert.Equal(TimeSpan.FromSeconds(2 + 0.7 + 3), TurnFigures.Of(Turn(700, CloudStt)).Used.Conversation);

    [Fact]
    public void Pipeline_uses_what_its_stages_sent_and_said()
    {
        var used = TurnFigures.Of(Turn(700, CloudStt, CloudLlm, CloudTts)).Used;

        Assert.Equal((2.0, 14.0), (used.HeardSeconds, used.Characters));
        Assert.Equal((100.0, 20.0, 60.0), (used.InputTokens, used.OutputTokens, used.OutputAudioTokens));
    }

    [Fact]
    public void Service_that_is_all_in_one_counts_text_and_audio_apart()
    {
        var usage = Parse(
            """
            {"input_tokens":90,"output_tokens":80,"input_token_details":{"text_tokens":60,"audio_tokens":30},
             "output_token_details":{"text_tokens":20,"audio_tokens":60}}
            """
        );
        var used = TurnFigures.OfWhole(Turn(900) with { Usage = usage }, TimeSpan.Zero).Used;

        Assert.Equal((60.0, 30.0), (used.InputTokens, used.InputAudioTokens));
        Assert.Equal((20.0, 60.0), (used.OutputTokens, used.OutputAudioTokens));
    }

    [Fact]
    public void Turns_add_up()
    {
        var one = TurnFigures.Of(Turn(700, CloudStt, CloudLlm, CloudTts)).Used;
        var two = Consumption.Sum([one, one]);

        Assert.Equal((one.Conversation * 2, 4.0, 200.0), (two.Conversation, two.HeardSeconds, two.InputTokens));
    }
}
