namespace LocalVoice.Engines.Llama.Tests;

public sealed class LlamaOptionsTests
{
    [Fact]
    public void The_defaults_need_only_a_model() => Assert.Empty(Failures(new() { ModelPath = "model.gguf" }));

    [Fact]
    public void A_value_out_of_range_is_told_with_key_value_and_range() =>
        Assert.Equal(
            [
                "LocalVoice:Engines:Llm:Temperature is 'NaN'; it must be 0…2.",
                "LocalVoice:Engines:Llm:TopP is '1.5'; it must be 0.01…1.",
                "LocalVoice:Engines:Llm:ContextTokens is '12'; it must be 128…1048576, or 0 for as many as the sessions need.",
            ],
            Failures(
                new()
                {
                    ModelPath = "model.gguf",
                    ContextTokens = 12,
                    TopP = 1.5,
                    Temperature = double.NaN,
                }
            )
        );

    [Fact]
    public void A_batch_must_have_a_token_for_every_session() =>
        Assert.Equal(
            ["LocalVoice:Engines:Llm:BatchTokens is '4'; it must be 8 (MaxSessions)…8192."],
            Failures(
                new()
                {
                    ModelPath = "m",
                    BatchTokens = 4,
                    MaxSessions = 8,
                }
            )
        );

    [Fact]
    public void No_model_is_a_failure() =>
        Assert.Equal(["LocalVoice:Engines:Llm:ModelPath is ''; it must be a GGUF file."], Failures(new()));

    [Fact]
    public void A_library_that_is_not_there_is_named()
    {
        var failure = Assert.Throws<EngineException>(() => StarterChat.Client(options => options.LibraryPath = "/nowhere/libllama.so"));

        Assert.Contains("LocalVoice:Engines:Llm:LibraryPath is '/nowhere/libllama.so'", failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Failures(LlamaOptions options) =>
        new LlamaOptionsValidator().Validate(LlamaOptionsValidator.Section, options).Failures ?? [];
}
