using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization.Figures;

public sealed class MoneyTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData(
        "es",
        "9,99 €/mes, 99 €/año, 60 €/noche",
        "nueve euros con noventa y nueve al mes, noventa y nueve euros al año, sesenta euros por noche"
    )]
    [InlineData("es", "2.500 €/m² y 1,2 €/l", "dos mil quinientos euros por metro cuadrado y un euro con veinte por litro")]
    [InlineData("es", "1,2 M€, 250 k€ y 3 mil €", "uno coma dos millones de euros, doscientos cincuenta mil euros y tres mil euros")]
    [InlineData("es", "$10k, $1.2M y US$ 50", "diez mil dólares, uno coma dos millones de dólares y cincuenta dólares")]
    [InlineData("es", "€1,50 y 50 CHF", "un euro con cincuenta y cincuenta francos suizos")]
    [InlineData("es", "1,05 € y 0,05 €", "un euro con cinco céntimos y cinco céntimos")]
    [InlineData("es", "20€–30€ o $10-20", "veinte euros a treinta euros o diez a veinte dólares")]
    [InlineData("es", "10k pasos y 5M de usuarios", "diez mil pasos y cinco millones de usuarios")]
    [InlineData("ca", "9,99 €/mes i 3 M€", "nou euros amb noranta-nou al mes i tres milions d'euros")]
    [InlineData("ca", "0,5 M€ o 3 £", "zero coma cinc milions d'euros o tres lliures")]
    [InlineData(
        "en",
        "$15/hour, $2,000/month and $3.50/lb",
        "fifteen dollars per hour, two thousand dollars per month and three dollars and fifty cents per pound"
    )]
    [InlineData(
        "en",
        "$500K, €3bn and $1.2 trillion",
        "five hundred thousand dollars, three billion euros and one point two trillion dollars"
    )]
    [InlineData(
        "en",
        "$5-10 million, $10k-20k, $1M-$2M",
        "five to ten million dollars, ten thousand dollars to twenty thousand dollars, one million dollars to two million dollars"
    )]
    [InlineData("en", "a $20 bill, $1.01 and -$5", "a twenty dollar bill, one dollar and one cent and minus five dollars")]
    [InlineData("en", "10K followers and a 5K run", "ten thousand followers and a five K run")]
    [InlineData("es", "1,5 M de euros y $2 mil millones", "uno coma cinco millones de euros y dos mil millones de dólares")]
    public void Prices_scales_and_rates(string language, string written, string spoken) =>
        Assert.Equal(spoken, Normalizer.Normalize(written, language));
}
