using LocalVoice.Engines.Whisper.Decoding;

namespace LocalVoice.Engines.Whisper.Tests.Decoding;

public sealed class VocabularyPromptTests
{
    [Fact]
    public void Terms_stand_in_order() => Assert.Equal("Vega, Ruzafa.", VocabularyPrompt.From(["Vega", " ", "Ruzafa "]));

    [Fact]
    public void Without_terms_there_is_no_prompt() => Assert.Equal("", VocabularyPrompt.From([]));

    [Fact]
    public void The_first_terms_are_kept_when_not_all_fit()
    {
        var prompt = VocabularyPrompt.From([.. Enumerable.Range(0, 200).Select(number => $"término{number}")]);

        Assert.StartsWith("término0, término1,", prompt, StringComparison.Ordinal);
        Assert.InRange(prompt.Length, 500, 600);
    }
}
