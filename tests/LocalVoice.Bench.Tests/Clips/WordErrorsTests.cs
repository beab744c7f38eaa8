using LocalVoice.Bench.Clips;

namespace LocalVoice.Bench.Tests.Clips;

public sealed class WordErrorsTests
{
    [Theory]
    [InlineData("Glue the sheet to the dark blue background.", "Blue the sheet to the dark blue background.", 1, 8)]
    [InlineData("Stop.", "Stop. Stop. Stop.", 2, 1)]
    [InlineData("The boy was there.", "The boy there.", 1, 4)]
    [InlineData("one two", "", 2, 2)]
    [InlineData("one two three", "three one two", 2, 3)]
    public void Substitutions_insertions_and_deletions_count_once_each(string said, string heard, int errors, int words)
    {
        Assert.Equal(new WordErrors(errors, words), WordErrors.Of(said, heard));
    }

    [Theory]
    [InlineData("THE CHILD ALMOST HURT", "The child, almost: hurt!")]
    [InlineData("I'd like it", "I’d like it")]
    [InlineData("¿Cuál es la dirección?", "cuál es la DIRECCIÓN")]
    [InlineData("Cafe\u0301 solo", "cafe\u0301, solo")]
    public void Case_and_punctuation_do_not_count(string said, string heard)
    {
        Assert.Equal(0, WordErrors.Of(said, heard).Errors);
    }

    [Fact]
    public void Accents_and_written_numbers_count()
    {
        Assert.Equal(1, WordErrors.Of("si", "sí").Errors);
        Assert.Equal(1, WordErrors.Of("at eight", "at 8").Errors);
    }

    [Fact]
    public void Rate_is_errors_per_word_and_none_where_nothing_was_said()
    {
        Assert.Equal(0.25, (WordErrors.Of("one two", "one") + WordErrors.Of("three four", "three four")).Rate);
        Assert.Null(WordErrors.Of("…", "something").Rate);
    }
}
