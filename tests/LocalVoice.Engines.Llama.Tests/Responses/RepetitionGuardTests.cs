using LocalVoice.Engines.Llama.Responses;

namespace LocalVoice.Engines.Llama.Tests.Responses;

public sealed class RepetitionGuardTests
{
    [Theory]
    [InlineData("Es el presidente", " de la República", "Es el presidente de la República de la República")]
    [InlineData("", " Ack!", " Ack! Ack! Ack! Ack!")]
    [InlineData("Well.", " I am here to help you.", "Well. I am here to help you. I am here to help you.")]
    [InlineData("So", " and then", "So and then and then and then")]
    [InlineData(
        "Listen.",
        " The king went to the river and the river was wide, so he went back to the castle and slept.",
        "Listen. The king went to the river and the river was wide, so he went back to the castle and slept."
            + " The king went to the river and the river was wide, so he went back to the castle and slept."
    )]
    public void A_loop_ends_after_a_phrase_that_was_said_as_often_as_people_may(string before, string phrase, string said)
    {
        var guard = new RepetitionGuard();

        Assert.Equal(said, Run(guard, before + string.Concat(Enumerable.Repeat(phrase, 40))));
        Assert.True(guard.Stopped);
    }

    [Theory]
    [InlineData("No, no, no, no: así no.")]
    [InlineData("Ja ja ja ja ja ja ja, muy bueno.")]
    [InlineData("It is very very very very very far.")]
    [InlineData("Merrily, merrily, merrily, merrily, life is but a dream.")]
    [InlineData("Let it be, let it be, let it be, let it be. There will be an answer.")]
    [InlineData("Left right left right left right left right, stop.")]
    [InlineData("El código es 5 5 5 5 5 5 5 5 5 5 5 5.")]
    [InlineData("El teléfono es 900 000 000, repito: 900 000 000, repito: 900 000 000.")]
    [InlineData("1. Pan. 2. Pan. 3. Leche. 4. Pan. 5. Leche.")]
    [InlineData("Ninety bottles of beer. Take one down. Eighty nine bottles of beer. Take one down. Eighty eight bottles of beer.")]
    [InlineData("One row, two row, three row. Row, row, row your boat.\nRow, row, row your boat.\nRow, row, row your boat.")]
    public void What_people_say_again_on_purpose_passes_whole(string text)
    {
        var guard = new RepetitionGuard();

        Assert.Equal(text, Run(guard, text));
        Assert.False(guard.Stopped);
    }

    [Fact]
    public void Words_are_held_back_only_while_they_repeat()
    {
        var guard = new RepetitionGuard();

        Assert.Equal("no no no no", guard.Pass("no no no no"));
        Assert.Equal("", guard.Pass(" no"));
        Assert.Equal("", guard.Pass(" nun"));
        Assert.Equal(" no nunca ", guard.Pass("ca "));
        Assert.Equal("digas", guard.Pass("digas"));
    }

    [Fact]
    public void Nothing_passes_after_the_end()
    {
        var guard = new RepetitionGuard();
        Run(guard, string.Concat(Enumerable.Repeat("ack ", 20)));

        Assert.Equal("", guard.Pass("Hello"));
        Assert.Equal("", guard.Flush());
    }

    private static string Run(RepetitionGuard guard, string text)
    {
        var said = "";
        for (var i = 0; i < text.Length && !guard.Stopped; i += 3)
        {
            said += guard.Pass(text.Substring(i, Math.Min(3, text.Length - i)));
        }

        return said + guard.Flush();
    }
}
