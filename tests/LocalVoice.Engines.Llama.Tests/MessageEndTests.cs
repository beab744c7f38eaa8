using LocalVoice.Chat;
using LocalVoice.Engines.Llama.Tests.Fakes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests;

/// <summary>How likely the user's message ends where it does, by the models at hand.</summary>
public sealed class MessageEndTests
{
    private const string Complete = "¿Cuál es la capital de Italia?";
    private const string Beginning = "¿Cuál es la";

    [Fact]
    public async Task The_starter_model_knows_a_question_from_its_beginning()
    {
        using var client = StarterChat.Client();

        var (complete, beginning) = (await TellAsync(client, Complete), await TellAsync(client, Beginning));

        Assert.True(complete > 0.5 && beginning < 0.1, $"{complete} and {beginning}.");
    }

    [Fact]
    public async Task It_is_the_same_however_the_prompt_is_computed()
    {
        using var whole = StarterChat.Client();
        using var inSteps = StarterChat.Client(options => options.BatchTokens = 8);
        await whole.PrefillAsync(StarterChat.Ask(Complete[..10]), StarterChat.In("prefilled"), default);

        var at = await TellAsync(whole, Complete);

        Assert.Equal(at, await TellAsync(whole, Complete, "prefilled"), 1e-3);
        Assert.Equal(at, await TellAsync(whole, Complete, "prefilled"), 1e-3);
        Assert.Equal(at, await TellAsync(inSteps, Complete), 1e-3);
    }

    [Fact]
    public async Task The_response_is_the_same_whether_somebody_asks_or_not()
    {
        using var client = StarterChat.Client();

        var asked = await client.GetResponseAsync(StarterChat.Ask(Complete), new ChatOptions().WithMessageEnd(new(_ => { })));
        var unasked = await client.GetResponseAsync(StarterChat.Ask(Complete));

        Assert.Equal(unasked.Text, asked.Text);
        Assert.Equal(unasked.Usage!.InputTokenCount, asked.Usage!.InputTokenCount);
    }

    [Fact]
    public async Task Nothing_is_told_where_the_last_message_is_not_the_users()
    {
        using var client = StarterChat.Client();

        Assert.Null(await TellAsync(client, [.. StarterChat.Ask(Complete), new ChatMessage(ChatRole.Assistant, "La")]));
    }

    [Theory]
    [InlineData("vicuna")]
    [InlineData("llama2")]
    [InlineData("deepseek")]
    public async Task Nothing_is_told_where_the_template_ends_a_message_in_no_token(string template)
    {
        using var client = StarterChat.Client(options => options.Template = template);

        Assert.Null(await TellAsync(client, StarterChat.Ask(Complete)));
    }

    [Theory]
    [InlineData("What is the capital of France?", "What is the capital of?")]
    [InlineData("Can you help me with my homework?", "Can you help me with my?")]
    [InlineData("Tell me a joke.", "Tell me a.")]
    public async Task SmolLM2_knows_what_somebody_would_say_from_what_breaks_off(string complete, string beginning)
    {
        using var client = RealChat.Client();

        var (end, pause) = (await TellAsync(client, RealChat.Ask(complete)), await TellAsync(client, RealChat.Ask(beginning)));

        Assert.True(end > pause, $"{end} and {pause}.");
    }

    private static async Task<double> TellAsync(LlamaChatClient client, string words, string? conversation = null) =>
        (await TellAsync(client, StarterChat.Ask(words), conversation))!.Value;

    private static async Task<double?> TellAsync(LlamaChatClient client, List<ChatMessage> messages, string? conversation = null)
    {
        var told = new List<double>();
        var options = new ChatOptions { ConversationId = conversation, MaxOutputTokens = 1 }.WithMessageEnd(new(told.Add));
        await client.GetResponseAsync(messages, options);
        return told.Count == 0 ? null : Assert.Single(told);
    }
}
