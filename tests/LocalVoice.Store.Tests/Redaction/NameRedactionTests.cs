using LocalVoice.Store.Redaction;

namespace LocalVoice.Store.Tests.Redaction;

public sealed class NameRedactionTests
{
    [Theory]
    [InlineData("Me llamo Ana García y quiero una mesa", "Me llamo # y quiero una mesa")]
    [InlineData("me llamo ana y quiero una mesa", "me llamo # y quiero una mesa")]
    [InlineData("A nombre de María de la Fuente, por favor", "A nombre de #, por favor")]
    [InlineData("¿A nombre de quién?", "¿A nombre de quién?")]
    [InlineData("Soy de Madrid, soy Luis", "Soy de Madrid, soy #")]
    [InlineData("La señora Pérez no está", "La señora # no está")]
    [InlineData("Em dic Joan Martí", "Em dic #")]
    [InlineData("El meu nom és Núria.", "El meu nom és #.")]
    [InlineData("My name is O'Brien, call me back", "My name is #, call me back")]
    [InlineData("I'm Paul. I'm late. Mr. Smith called", "I'm #. I'm late. Mr. # called")]
    [InlineData("Buenos días, Carmen", "Buenos días, Carmen")]
    public void What_follows_a_phrase_that_introduces_a_name_goes(string text, string left) =>
        Assert.Equal(left, NameRedaction.Redact(text, "#", new()));

    [Fact]
    public void A_name_that_was_said_is_found_without_a_phrase_from_then_on()
    {
        var names = new KnownNames();
        NameRedaction.Redact("Me llamo Ana García", "#", names);

        var left = NameRedaction.Redact("Gracias, ana garcía. ¿García con acento? Analiza.", "#", names);

        Assert.Equal("Gracias, #. ¿# con acento? Analiza.", left);
    }
}
