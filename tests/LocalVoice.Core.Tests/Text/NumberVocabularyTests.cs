using LocalVoice.Core.Text;

namespace LocalVoice.Core.Tests.Text;

public sealed class NumberVocabularyTests
{
    [Theory]
    [InlineData("es", "cuarenta doscientas veintiún mil millones")]
    [InlineData("ca", "vint-i-sis vint sis huit vuit dues sis-centes milions")]
    [InlineData("en-US", "forty-two forty two hundred thousand million")]
    [InlineData("auto", "cuarenta quaranta forty")]
    public void The_words_of_numbers_are_known(string language, string words) =>
        Assert.All(words.Split(' '), word => Assert.Contains(word, NumberVocabulary.Of(language)));

    [Theory]
    [InlineData("es", "y")]
    [InlineData("en", "and")]
    [InlineData("en", "once")]
    [InlineData("ca", "i")]
    public void Other_words_are_not(string language, string word) => Assert.DoesNotContain(word, NumberVocabulary.Of(language));
}
