using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization.Figures;

public sealed class FractionTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData("es", "1/2 vaso, ½ cebolla y 1/2 l", "medio vaso, media cebolla y medio litro")]
    [InlineData("es", "2 1/2 cucharadas, 1 1/4 tazas", "dos cucharadas y media, una taza y un cuarto")]
    [InlineData("es", "5/8, 3/4 kg y 1/10 de la clase", "cinco octavos, tres cuartos de kilo y un décimo de la clase")]
    [InlineData("es", "1/2 de la clase", "la mitad de la clase")]
    [InlineData("es", "un 8,5/10 y 4/5 estrellas", "un ocho coma cinco sobre diez y cuatro sobre cinco estrellas")]
    [InlineData("es", "80/20", "ochenta sobre veinte")]
    [InlineData("ca", "1/4 kg, ½ ceba i 3/4 d'hora", "un quart de quilo, mitja ceba i tres quarts d'hora")]
    [InlineData("ca", "2 1/2 cullerades i 1 1/2 l", "dues cullerades i mitja i un litre i mig")]
    [InlineData("en", "1/2 teaspoon, ½ hour, 1½ lb", "half a teaspoon, half an hour, one and a half pounds")]
    [InlineData("en", "2 1/4 hours and 5/8", "two and a quarter hours and five eighths")]
    [InlineData("en", "1/2 of the class, 3/4 of it", "half of the class, three quarters of it")]
    [InlineData(
        "en",
        "rated 4/5, 9/10 and 120/80 mmHg",
        "rated four out of five, nine out of ten and one hundred and twenty over eighty millimetres of mercury"
    )]
    [InlineData("es", "paso 2/3, página 4/10", "paso dos de tres, página cuatro de diez")]
    [InlineData("es", "la Ley 27/2014", "la Ley veintisiete barra dos mil catorce")]
    [InlineData("es", "½ + ¼ = ¾", "un medio más un cuarto igual a tres cuartos")]
    [InlineData("ca", "1/2 de la classe", "la meitat de la classe")]
    [InlineData("en", "slide 3/12", "slide three of twelve")]
    [InlineData("es", "2/3 partes, 1/5 parte", "dos terceras partes, una quinta parte")]
    [InlineData("ca", "2/3 parts del poble", "dues terceres parts del poble")]
    public void Fractions_and_marks(string language, string written, string spoken) =>
        Assert.Equal(spoken, Normalizer.Normalize(written, language));
}
