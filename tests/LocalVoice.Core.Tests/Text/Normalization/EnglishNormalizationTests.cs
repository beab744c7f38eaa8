using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization;

public sealed class EnglishNormalizationTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData("0 1 12 20", "zero one twelve twenty")]
    [InlineData("21 and 99", "twenty-one and ninety-nine")]
    [InlineData("about 105", "about one hundred and five")]
    [InlineData("1,234.5", "one thousand two hundred and thirty-four point five")]
    [InlineData("3.14", "three point one four")]
    [InlineData("about 2,005", "about two thousand and five")]
    [InlineData("1,000,000", "one million")]
    [InlineData("7,000,000,000 people", "seven billion people")]
    [InlineData("-5", "minus five")]
    [InlineData("agent 007", "agent zero zero seven")]
    [InlineData("room B2", "room B two")]
    public void Numbers(string written, string spoken) => Check(written, spoken);

    [Theory]
    [InlineData("at 10:30.", "at ten thirty.")]
    [InlineData("at 9:05", "at nine oh five")]
    [InlineData("at 9:00", "at nine o'clock")]
    [InlineData("at 22:15", "at twenty-two fifteen")]
    [InlineData("at 10 am", "at ten a m")]
    [InlineData("at 5:30 p.m. sharp", "at five thirty p m sharp")]
    [InlineData("on 22/11/2026", "on the twenty-second of November twenty twenty-six")]
    [InlineData("2026-05-01", "the first of May twenty twenty-six")]
    [InlineData("November 22, 1999", "November twenty-second, nineteen ninety-nine")]
    [InlineData("in 1905 and in 2000", "in nineteen oh five and in two thousand")]
    public void Times_and_dates(string written, string spoken) => Check(written, spoken);

    [Theory]
    [InlineData("$5", "five dollars")]
    [InlineData("$1", "one dollar")]
    [InlineData("€12.50", "twelve euros and fifty cents")]
    [InlineData("£0.99", "ninety-nine pence")]
    [InlineData("12,500 €", "twelve thousand five hundred euros")]
    [InlineData("$3 million", "three million dollars")]
    [InlineData("$3 each", "three dollars each")]
    [InlineData("50%", "fifty percent")]
    [InlineData("5 km at 60 mph", "five kilometres at sixty miles per hour")]
    [InlineData("-3.5 °C", "minus three point five degrees")]
    [InlineData("16 GB", "sixteen gigabytes")]
    [InlineData("1 kg", "one kilo")]
    [InlineData("10-15 min", "ten to fifteen minutes")]
    public void Prices_and_units(string written, string spoken) => Check(written, spoken);

    [Theory]
    [InlineData("the 1st, 2nd, 3rd and 22nd", "the first, second, third and twenty-second")]
    [InlineData("the 100th and 112th", "the one hundredth and one hundred and twelfth")]
    [InlineData("Henry VIII", "Henry the eighth")]
    [InlineData("Chapter IV", "Chapter four")]
    [InlineData("I am", "I am")]
    [InlineData("Call 555-123-4567", "Call five five five, one two three, four five six seven")]
    [InlineData("Mr. Smith and Dr. Gil", "Mister Smith and Doctor Gil")]
    [InlineData("pears, e.g. green, etc.", "pears, for example green, et cetera.")]
    [InlineData("www.example.com/help", "w w w dot example dot com slash help")]
    [InlineData("bob@mail.co.uk", "bob at mail dot co dot uk")]
    [InlineData("3 + 4 = 7", "three plus four equals seven")]
    [InlineData("Tom & Ann, 3/4, 10 / 2", "Tom and Ann, three quarters, ten divided by two")]
    [InlineData("24/7", "twenty-four seven")]
    [InlineData("My name is Vega.", "My name is Vega.")]
    public void Names_addresses_and_symbols(string written, string spoken) => Check(written, spoken);

    [Fact]
    public void American_dates_put_the_month_first() =>
        Assert.Equal("May eleventh, twenty twenty-six", Normalizer.Normalize("5/11/2026", "en-US"));

    private static void Check(string written, string spoken) => Assert.Equal(spoken, Normalizer.Normalize(written, "en"));
}
