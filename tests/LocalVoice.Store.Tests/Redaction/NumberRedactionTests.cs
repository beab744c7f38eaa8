using LocalVoice.Store.Redaction;

namespace LocalVoice.Store.Tests.Redaction;

public sealed class NumberRedactionTests
{
    [Theory]
    [InlineData("es", "Mi tarjeta es 4111 1111 1111 1111, caduca 12/27.", "Mi tarjeta es #, caduca #.")]
    [InlineData("es", "El IBAN es ES91 2100 0418 4502 0005 1332", "El IBAN es #")]
    [InlineData("es", "Llámame al +34 612-34-56-78, soy X1234567L", "Llámame al #, soy #")]
    [InlineData("es", "seis uno dos, treinta y cuatro, cincuenta y seis", "#")]
    [InlineData("es", "Son mil doscientos euros con veintiún céntimos", "Son # euros con # céntimos")]
    [InlineData("es", "Quiero una mesa para un amigo", "Quiero una mesa para un amigo")]
    [InlineData("es", "Somos dos y una silla", "Somos # silla")]
    [InlineData("es", "Por la noche, y nada más.", "Por la noche, y nada más.")]
    [InlineData("ca", "El meu telèfon és sis-cents dotze vint-i-sis", "El meu telèfon és #")]
    [InlineData("ca-valencia", "Vull huit entrades", "Vull # entrades")]
    [InlineData("ca", "Vull vuit entrades", "Vull # entrades")]
    [InlineData("en", "My number is six one two, double seven", "My number is #")]
    [InlineData("en", "one hundred and twenty-five pounds", "# pounds")]
    [InlineData("en", "That one is once in a while", "That one is once in a while")]
    [InlineData("auto", "forty-two and cuarenta y dos", "#")]
    public void Numbers_go_and_words_stay(string language, string text, string left) =>
        Assert.Equal(left, NumberRedaction.Redact(text, "#", language));
}
