using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Core.Tests.Turns.Endpointing;

public sealed class PunctuationEndpointingPolicyTests
{
    private static readonly EndpointingOptions Options = new();

    [Theory]
    [InlineData("es", "¿Qué hora es?")]
    [InlineData("es", "Para.")]
    [InlineData("es", "Dijo «ven aquí».")]
    [InlineData("es", "«Ven aquí.»")]
    [InlineData("ca", "Bon dia.")]
    [InlineData("ca-valencia", "Quina hora és?")]
    [InlineData("en", "Turn it on.")]
    [InlineData("xx", "Anything at all.")]
    public void A_finished_sentence_waits_little(string language, string transcript) =>
        Assert.Equal(Options.AfterSentence, Wait(language, transcript));

    [Theory]
    [InlineData("es", "Quiero reservar una mesa para")]
    [InlineData("es", "Quiero una mesa en el.")]
    [InlineData("es", "Bueno, eh...")]
    [InlineData("es", "Mañana,")]
    [InlineData("es", "Y… ")]
    [InlineData("es", "Pues a ver")]
    [InlineData("ca", "Voldria una taula per")]
    [InlineData("ca", "És el meu")]
    [InlineData("ca-valencia", "Vull anar a")]
    [InlineData("ca", "Vull veure l'")]
    [InlineData("en", "I would like a table for")]
    [InlineData("en", "Well, um.")]
    [InlineData("en", "The first, the second and")]
    public void A_sentence_that_wants_more_waits_long(string language, string transcript) =>
        Assert.Equal(Options.Unfinished, Wait(language, transcript));

    [Theory]
    [InlineData("es", null)]
    [InlineData("es", "")]
    [InlineData("es", "  ")]
    [InlineData("es", "\"")]
    [InlineData("es", "una mesa para cuatro")]
    [InlineData("xx", "something the")]
    public void Without_evidence_the_wait_is_the_ordinary_one(string language, string? transcript) =>
        Assert.Equal(Options.Unknown, Wait(language, transcript));

    [Theory]
    [InlineData(Eagerness.Low, 8000)]
    [InlineData(Eagerness.Medium, 4000)]
    [InlineData(Eagerness.Auto, 4000)]
    [InlineData(Eagerness.High, 2000)]
    public void Eagerness_caps_the_wait(Eagerness eagerness, int capMs)
    {
        var patient = new EndpointingFactory(Options with { Unfinished = TimeSpan.FromSeconds(8) }).For(TurnDetection.Semantic(eagerness));

        Assert.Equal(TimeSpan.FromMilliseconds(capMs), patient.RequiredSilence(new("y", "es")));
    }

    [Fact]
    public void A_fixed_silence_does_not_look_at_the_words()
    {
        var detection = TurnDetection.Server(TimeSpan.FromMilliseconds(321));

        Assert.True(EndpointingFactory.IsFixed(detection));
        Assert.Equal(detection.SilenceDuration, new EndpointingFactory(Options).For(detection).RequiredSilence(new("y", "es")));
    }

    private static TimeSpan Wait(string language, string? transcript) =>
        new EndpointingFactory(Options).For(TurnDetection.Semantic(Eagerness.Auto)).RequiredSilence(new(transcript, language));
}
