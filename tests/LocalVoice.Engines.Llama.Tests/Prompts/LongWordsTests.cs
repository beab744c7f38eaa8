using LocalVoice.Engines.Llama.Prompts;

namespace LocalVoice.Engines.Llama.Tests.Prompts;

public sealed class LongWordsTests
{
    [Fact]
    public void Text_of_usual_words_is_left_alone()
    {
        var text = string.Concat(Enumerable.Repeat("Hola, ¿qué tal? ", 1000)) + new string('a', 1024);

        Assert.Same(text, LongWords.Break(text));
    }

    [Fact]
    public void A_word_that_nobody_says_is_broken()
    {
        var broken = LongWords.Break("hola " + new string('a', 3000) + " adiós");

        Assert.Equal($"hola {new string('a', 1024)} {new string('a', 1024)} {new string('a', 952)} adiós", broken);
    }

    [Fact]
    public void A_character_of_two_units_is_not_broken()
    {
        var emoji = string.Concat(Enumerable.Repeat("😀", 3000));

        var broken = LongWords.Break("a" + emoji);

        Assert.Equal("a" + emoji, broken.Replace(" ", "", StringComparison.Ordinal));
        Assert.All(broken.Split(' '), word => Assert.False(char.IsLowSurrogate(word[0]) || char.IsHighSurrogate(word[^1])));
    }
}
