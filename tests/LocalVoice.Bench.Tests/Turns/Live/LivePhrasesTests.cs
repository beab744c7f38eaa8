using LocalVoice.Bench.Turns.Live;

namespace LocalVoice.Bench.Tests.Turns.Live;

public sealed class LivePhrasesTests
{
    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void Every_language_has_all_kinds_and_more_where_the_recogniser_knows_more(string language)
    {
        var (starter, open) = (LivePhrases.Of(language, open: false), LivePhrases.Of(language, open: true));

        Assert.All([starter, open], phrases => Assert.All([phrases.Questions, phrases.Backchannels, phrases.Others], Assert.NotEmpty));
        Assert.True(open.Interruptions.Count > starter.Interruptions.Count);
        Assert.Empty(starter.Questions.Intersect(open.Questions));
    }
}
