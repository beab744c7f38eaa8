using LocalVoice.Core.Responses;

namespace LocalVoice.Core.Tests.Responses;

public sealed class HeardTextTests
{
    private const int RateHz = 1000;

    [Fact]
    public void Nothing_played_is_nothing_heard()
    {
        Assert.Equal("", Spoken(("Hola. ", 600)).HeardUntil(TimeSpan.Zero));
        Assert.Equal("", Spoken(("Hola. ", 0)).HeardUntil(TimeSpan.Zero));
    }

    [Fact]
    public void Everything_played_is_everything_heard() =>
        Assert.Equal("Hola. ¿Qué tal?", Spoken(("Hola. ", 600), ("¿Qué tal?", 900)).HeardUntil(TimeSpan.FromMilliseconds(1500)));

    [Fact]
    public void A_position_that_was_rounded_down_costs_no_word() =>
        Assert.Equal("Hola.", Spoken(("Hola. ", 600)).HeardUntil(TimeSpan.FromMilliseconds(599)));

    [Theory]
    [InlineData(300, "")]
    [InlineData(600, "Hola.")]
    [InlineData(1000, "Hola. Uno")]
    [InlineData(1300, "Hola. Uno dos")]
    public void Within_a_clause_only_whole_words_count(int playedMs, string heard) =>
        Assert.Equal(heard, Spoken(("Hola. ", 600), ("Uno dos tres.", 1300)).HeardUntil(TimeSpan.FromMilliseconds(playedMs)));

    [Theory]
    [InlineData(0, "Hola. Uno dos tres.")]
    [InlineData(600, "Uno dos tres.")]
    [InlineData(1300, "tres.")]
    [InlineData(1900, "")]
    public void The_rest_is_what_was_not_heard_whole(int playedMs, string rest) =>
        Assert.Equal(rest, Spoken(("Hola. ", 600), ("Uno dos tres.", 1300)).RestFrom(TimeSpan.FromMilliseconds(playedMs)));

    [Fact]
    public void The_rest_has_what_is_not_synthesised_yet_and_is_unknown_while_more_may_be_written()
    {
        var spoken = new HeardText(RateHz);
        spoken.Write("Hola. ");
        spoken.Write("Uno dos.");
        spoken.BeginClause("Hola. ");
        spoken.AddSamples(600);
        spoken.Complete();
        var amid = spoken.RestFrom(TimeSpan.FromMilliseconds(600));
        spoken.WriteEnd();

        Assert.Null(amid);
        Assert.Equal("Uno dos.", spoken.RestFrom(TimeSpan.FromMilliseconds(600)));
    }

    [Fact]
    public void A_clause_that_is_still_being_spoken_is_measured_by_the_pace_so_far()
    {
        var spoken = new HeardText(RateHz);
        spoken.BeginClause("Diez letras ");
        spoken.AddSamples(1200);
        spoken.BeginClause("y todavía quedan muchas más por decir");
        spoken.AddSamples(300);

        Assert.Equal("Diez letras y", spoken.HeardUntil(TimeSpan.FromMilliseconds(1500)));
    }

    [Fact]
    public void A_clause_without_sound_is_passed_over_with_the_next_one() =>
        Assert.Equal("Hola. 😀 Uno.", Spoken(("Hola. ", 600), ("😀 ", 0), ("Uno.", 400)).HeardUntil(TimeSpan.FromSeconds(1)));

    [Fact]
    public void Between_two_times_are_the_words_that_were_begun_after_the_first_and_spoken_by_the_second()
    {
        var spoken = Spoken(("Hola. ", 600), ("Uno dos tres.", 1300));

        Assert.Equal(" Uno dos", spoken.Between(TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(1300)));
        Assert.Equal("Hola. Uno dos tres.", spoken.Between(TimeSpan.FromSeconds(-3), TimeSpan.FromSeconds(5)));
        Assert.Equal("", spoken.Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)));
    }

    private static HeardText Spoken(params (string Text, int Samples)[] clauses)
    {
        var spoken = new HeardText(RateHz);
        foreach (var (text, samples) in clauses)
        {
            spoken.Write(text);
            spoken.BeginClause(text);
            spoken.AddSamples(samples);
        }

        spoken.WriteEnd();
        spoken.Complete();
        return spoken;
    }
}
