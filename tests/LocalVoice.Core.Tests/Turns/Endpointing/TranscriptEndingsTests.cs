using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Core.Tests.Turns.Endpointing;

public sealed class TranscriptEndingsTests
{
    private static readonly TranscriptEndings Endings = new(EndingWords.BuiltIn);

    [Theory]
    [InlineData("es", "¿Qué hora es?")]
    [InlineData("es", "Dijo «ven aquí».")]
    [InlineData("es", "Te veo a las tres.")]
    [InlineData("es", "Necesito uno.")]
    [InlineData("ca", "Bon dia.")]
    [InlineData("ca-valencia", "Quina hora és?")]
    [InlineData("en", "What time is it?")]
    [InlineData("en", "When does it open?")]
    [InlineData("en", "If it rains, we stay.")]
    [InlineData("en", "It costs five.")]
    [InlineData("xx", "Anything at all.")]
    public void A_mark_after_any_other_word_ends_a_sentence(string language, string transcript) =>
        Assert.Equal(TranscriptEnding.Marked, Endings.Of(transcript, language));

    [Theory]
    [InlineData("es", "A la una.")]
    [InlineData("ca", "A la una.")]
    [InlineData("en", "Turn it on.")]
    [InlineData("en", "I know where they are.")]
    public void A_mark_after_a_word_that_seldom_ends_a_sentence_is_doubtful(string language, string transcript) =>
        Assert.Equal(TranscriptEnding.Doubtful, Endings.Of(transcript, language));

    [Theory]
    [InlineData("es", "Quiero reservar una mesa para")]
    [InlineData("es", "Quiero una mesa en el.")]
    [InlineData("es", "Me ha dicho que.")]
    [InlineData("es", "Bueno, eh...")]
    [InlineData("es", "Mañana,")]
    [InlineData("es", "Y… ")]
    [InlineData("es", "Pues.")]
    [InlineData("es", "Pues a ver.")]
    [InlineData("es", "Si llueve mañana.")]
    [InlineData("es", "Mi teléfono es 961.")]
    [InlineData("es", "Seis, uno, dos.")]
    [InlineData("ca", "A veure.")]
    [InlineData("ca", "Voldria una taula per")]
    [InlineData("ca", "És el meu.")]
    [InlineData("ca-valencia", "Vull anar a")]
    [InlineData("ca", "Vull veure l'")]
    [InlineData("ca", "Quan arribe a casa.")]
    [InlineData("en", "Could you book a table for?")]
    [InlineData("en", "My name is Robert and.")]
    [InlineData("en", "Well.")]
    [InlineData("en", "Well, um.")]
    [InlineData("en", "Mm.")]
    [InlineData("en", "The first, the second and")]
    [InlineData("en", "When I got to the station.")]
    [InlineData("en", "I would like to")]
    [InlineData("en", "The number is 555.")]
    [InlineData("en", "I see. Well.")]
    public void What_wants_more_is_unfinished_whatever_its_mark(string language, string transcript) =>
        Assert.Equal(TranscriptEnding.Unfinished, Endings.Of(transcript, language));

    [Theory]
    [InlineData("es", "una mesa para cuatro")]
    [InlineData("xx", "something the")]
    public void Words_without_a_mark_are_told_apart(string language, string transcript) =>
        Assert.Equal(TranscriptEnding.Unmarked, Endings.Of(transcript, language));

    [Theory]
    [InlineData("es", "Sí.")]
    [InlineData("es", "Sí, por favor.")]
    [InlineData("ca", "D'acord.")]
    [InlineData("en", "Yes, please.")]
    [InlineData("en", "Okay.")]
    public void A_short_reply_is_whole_where_something_was_asked(string language, string transcript) =>
        Assert.Equal(TranscriptEnding.Reply, Endings.Of(transcript, language));

    [Theory]
    [InlineData("es", "¡Para!")]
    [InlineData("ca", "Prou.")]
    [InlineData("en", "Stop.")]
    [InlineData("en", "No, thanks.")]
    public void A_command_is_whole(string language, string transcript) =>
        Assert.Equal(TranscriptEnding.Command, Endings.Of(transcript, language));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\"")]
    [InlineData(".")]
    public void Without_words_nothing_is_known(string? transcript) => Assert.Equal(TranscriptEnding.Unknown, Endings.Of(transcript, "es"));
}
