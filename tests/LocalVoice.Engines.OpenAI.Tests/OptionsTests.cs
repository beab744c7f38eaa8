namespace LocalVoice.Engines.OpenAI.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_with_a_model_are_valid()
    {
        Assert.Empty(Failures(new() { Model = "m" }));
        Assert.True(new OpenAIRecognizerOptionsValidator().Validate(OpenAIRecognizerOptionsValidator.Section, new()).Succeeded);
        Assert.True(new OpenAISynthesizerOptionsValidator().Validate(OpenAISynthesizerOptionsValidator.Section, new()).Succeeded);
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_told_with_key_value_and_range(Action<OpenAIChatOptions> change, string message)
    {
        var options = new OpenAIChatOptions { Model = "m" };
        change(options);

        Assert.Equal(message, Assert.Single(Failures(options)));
    }

    public static TheoryData<Action<OpenAIChatOptions>, string> OutOfRange =>
        new()
        {
            { options => options.Model = "", "LocalVoice:Backends:Llm:Model is ''; it must be a model of the service." },
            {
                options => options.Url = new("ftp://x/v1"),
                "LocalVoice:Backends:Llm:Url is 'ftp://x/v1'; it must be an http or https address without user name and query."
            },
            {
                options => options.Service = "Mein Dienst",
                "LocalVoice:Backends:Llm:Service is 'Mein Dienst'; it must be a short name such as openai, groq or gemini."
            },
            {
                options => options.StallTimeout = TimeSpan.Zero,
                "LocalVoice:Backends:Llm:StallTimeout is '00:00:00'; it must be 00:00:00.1…00:02:00."
            },
            { options => options.Retries = 2, "LocalVoice:Backends:Llm:Retries is '2'; it must be 0…1." },
            {
                options => options.TokenLimitField = "max",
                "LocalVoice:Backends:Llm:TokenLimitField is 'max'; it must be max_tokens or max_completion_tokens."
            },
        };

    private static IEnumerable<string> Failures(OpenAIChatOptions options) =>
        new OpenAIChatOptionsValidator().Validate(OpenAIChatOptionsValidator.Section, options).Failures ?? [];
}
