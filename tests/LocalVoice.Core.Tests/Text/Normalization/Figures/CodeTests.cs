using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization.Figures;

public sealed class CodeTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData(
        "es",
        "NIE Y7654321K, CIF B87654321",
        "nie Y siete seis cinco cuatro tres dos uno K, cif B ocho siete seis cinco cuatro tres dos uno"
    )]
    [InlineData(
        "es",
        "tarjeta 5500 0000 0000 0004",
        "tarjeta cinco cinco cero cero, cero cero cero cero, cero cero cero cero, cero cero cero cuatro"
    )]
    [InlineData("es", "tu PIN es 4321 y el código 90817", "tu pin es cuatro tres dos uno y el código nueve cero ocho uno siete")]
    [InlineData("es", "matrícula 4821 KLM, a 2000 RPM", "matrícula cuatro ocho dos uno, KLM, a dos mil revoluciones por minuto")]
    [InlineData("es", "seguimiento RR987654321ES", "seguimiento RR nueve ocho siete seis cinco cuatro tres dos uno ES")]
    [InlineData("es", "teléfono +52 55 8765 4321", "teléfono más cinco dos, cinco cinco, ocho siete seis cinco, cuatro tres dos uno")]
    [InlineData("es", "llama a 1.000.000 de personas", "llama a un millón de personas")]
    [InlineData("ca", "crida al 900 123 456 o al 061", "crida al nou zero zero, un dos tres, quatre cinc sis o al zero sis un")]
    [InlineData("en", "dial 112 or 999, call 555-0142", "dial one one two or nine nine nine, call five five five, zero one four two")]
    [InlineData("en", "text +44 7700 900456", "text plus four four, seven seven zero zero, nine zero zero four five six")]
    [InlineData("en", "Springfield, IL 62701-1234", "Springfield, IL six two seven zero one, one two three four")]
    [InlineData(
        "en",
        "order #54321, 1Z999AA10198765432",
        "order five four three two one, one Z nine nine nine AA one zero one nine eight seven six five four three two"
    )]
    [InlineData("es", "Node 20.11, v1.2.3 y Claude 3.5", "Node veinte punto once, v uno punto dos punto tres y Claude tres punto cinco")]
    [InlineData(
        "es",
        "USB-C 3.2, 10.0.0.1:8080 y 3.5 millones",
        "USB-C tres punto dos, diez punto cero punto cero punto uno dos puntos ocho mil ochenta y tres coma cinco millones"
    )]
    [InlineData(
        "en",
        "Node 20.11, 1.4.2 and 10.0.0.1",
        "Node twenty point eleven, one point four point two and ten dot zero dot zero dot one"
    )]
    [InlineData(
        "es",
        "F-18, N-332 y 2023-00045",
        "F dieciocho, N trescientos treinta y dos y dos mil veintitrés cero cero cero cuatro cinco"
    )]
    [InlineData(
        "es",
        "ISBN 978-84-339-0494-7, un 4-3-3",
        "ISBN nueve siete ocho, ocho cuatro, tres tres nueve, cero cuatro nueve cuatro, siete, un cuatro, tres, tres"
    )]
    [InlineData("es", "Qwen2.5-7B e i5-12400K", "Qwen dos punto cinco siete B e i cinco doce mil cuatrocientos K")]
    [InlineData(
        "es",
        "Art. 9.3, Node >= 16.2 y la norma 2021/145",
        "Artículo nueve punto tres, Node mayor o igual que dieciséis punto dos y la norma dos mil veintiuno barra ciento cuarenta y cinco"
    )]
    [InlineData(
        "en",
        "Flight AF1380, invoice #2022-007",
        "Flight AF one three eight zero, invoice two thousand and twenty-two zero zero seven"
    )]
    [InlineData("es", "el vuelo VY1204 y ~/fotos/verano", "el vuelo VY uno dos cero cuatro y virgulilla barra fotos barra verano")]
    public void Digit_by_digit(string language, string written, string spoken) =>
        Assert.Equal(spoken, Normalizer.Normalize(written, language));
}
