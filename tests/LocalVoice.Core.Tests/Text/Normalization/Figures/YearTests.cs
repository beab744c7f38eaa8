using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization.Figures;

public sealed class YearTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData("en", "He died in 1821.", "He died in eighteen twenty-one.")]
    [InlineData(
        "en",
        "The 1755 earthquake and the 1848 revolutions",
        "The seventeen fifty-five earthquake and the eighteen forty-eight revolutions"
    )]
    [InlineData("en", "In 1066, 1900 and 2003", "In ten sixty-six, nineteen hundred and two thousand and three")]
    [InlineData("en", "(1756–1791)", "(seventeen fifty-six to seventeen ninety-one)")]
    [InlineData("en", "World Cup 2030", "World Cup twenty thirty")]
    [InlineData("en", "In 2020 people stayed home", "In twenty twenty people stayed home")]
    [InlineData(
        "en",
        "1450 people in room 1812",
        "one thousand four hundred and fifty people in room one thousand eight hundred and twelve"
    )]
    [InlineData(
        "en",
        "1200 pages, 1500 metres, the answer is 1234",
        "one thousand two hundred pages, one thousand five hundred metres, the answer is one thousand two hundred and thirty-four"
    )]
    [InlineData(
        "en",
        "The 1920s, 1960's, the 70s and mid-1990s",
        "The nineteen twenties, nineteen sixties, the seventies and mid nineteen nineties"
    )]
    [InlineData("en", "in her 30s, wait 30s", "in her thirties, wait thirty seconds")]
    [InlineData("en", "the summer of '69", "the summer of sixty-nine")]
    [InlineData("es", "los '60 y los 70s", "los sesenta y los setenta")]
    [InlineData("es", "la temporada 2023/24", "la temporada dos mil veintitrés a veinticuatro")]
    [InlineData("ca", "els anys '60", "els anys seixanta")]
    [InlineData(
        "en",
        "It was 1984, the answer is 1234",
        "It was nineteen eighty-four, the answer is one thousand two hundred and thirty-four"
    )]
    [InlineData(
        "en",
        "1500 mAh, 1200 USD and 1100 million",
        "one thousand five hundred milliamp hours, one thousand two hundred dollars and one thousand one hundred million"
    )]
    [InlineData(
        "en",
        "The 1936 and 1940 games, FY2021, Q2 2019",
        "The nineteen thirty-six and nineteen forty games, FY twenty twenty-one, Q two twenty nineteen"
    )]
    public void Years_and_decades(string language, string written, string spoken) =>
        Assert.Equal(spoken, Normalizer.Normalize(written, language));
}
