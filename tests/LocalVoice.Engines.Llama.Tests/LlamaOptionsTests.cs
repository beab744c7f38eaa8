namespace LocalVoice.Engines.Llama.Tests;

public sealed class LlamaOptionsTests
{
    [Fact]
    public void The_defaults_need_only_a_model() => Assert.Empty(new LlamaOptions { ModelPath = "model.gguf" }.Problems());

    [Fact]
    public void A_value_out_of_range_is_named_with_its_range()
    {
        var options = new LlamaOptions { ModelPath = "model.gguf", ContextTokens = 12, TopP = 1.5, Temperature = double.NaN };

        Assert.Equal(
            [
                "ContextTokens is 12: it must be 128…1048576.",
                "Temperature is NaN: it must be 0…2.",
                "TopP is 1.5: it must be 0.01…1.",
            ],
            options.Problems());
    }

    [Fact]
    public void A_batch_must_have_a_token_for_every_session() =>
        Assert.Equal(["BatchTokens is 4: it must be 8…8192."], new LlamaOptions { ModelPath = "m", BatchTokens = 4, MaxSessions = 8 }.Problems());

    [Fact]
    public void No_model_is_a_problem() => Assert.Contains("ModelPath", Assert.Single(new LlamaOptions().Problems()), StringComparison.Ordinal);
}
