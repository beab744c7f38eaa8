namespace LocalVoice.Engines.Llama.Tests;

public sealed class ControlTokensTests
{
    private readonly ControlTokens _marks = new(["</s>", "<|im_end|>"]);

    [Theory]
    [InlineData("hola", "hola")]
    [InlineData("a</s>b", "a< /s>b")]
    [InlineData("</s><|im_end|>", "< /s>< |im_end|>")]
    [InlineData("<</s>", "<< /s>")]
    [InlineData("<|im_</s>end|>", "<|im_< /s>end|>")]
    public void A_control_token_in_text_loses_its_meaning(string text, string escaped) =>
        Assert.Equal(escaped, _marks.EscapeSpecialTokens(text));

    [Fact]
    public void A_megabyte_of_control_tokens_is_escaped_in_one_pass()
    {
        const int Count = 250_000;

        var escaped = _marks.EscapeSpecialTokens(string.Concat(Enumerable.Repeat("</s>", Count)));

        Assert.Equal(5 * Count, escaped.Length);
        Assert.Equal(escaped, _marks.EscapeSpecialTokens(escaped));
    }
}
