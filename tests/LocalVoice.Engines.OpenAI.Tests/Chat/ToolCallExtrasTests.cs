using LocalVoice.Engines.OpenAI.Tests.Wire;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.OpenAI.Tests.Chat;

/// <summary>Gemini's signed thoughts (ai.google.dev/gemini-api/docs/thought-signatures, 2026).</summary>
public sealed class ToolCallExtrasTests
{
    private const string Signed = """
        {"tool_calls":[{"extra_content":{"google":{"thought_signature":"EocDCoQD"}},"function":{"arguments":"{}","name":"weather"},
        "id":"call_1","type":"function"}]}
        """;

    private static readonly string Calls =
        ChatChunks.Delta(Signed.ReplaceLineEndings("")) + ChatChunks.Finish("tool_calls") + ChatChunks.Done;

    [Fact]
    public async Task A_signature_goes_back_with_its_call()
    {
        await using var chat = new ChatFixture(Calls, options => options.Service = "gemini");
        var calls = (await chat.AskAsync()).SelectMany(update => update.Contents.OfType<FunctionCallContent>());

        await GoOnAsync(chat, Assert.Single(calls));

        Assert.Equal("EocDCoQD", SignatureSent(chat));
    }

    [Theory]
    [InlineData("gemini", "skip_thought_signature_validator")]
    [InlineData("groq", null)]
    public async Task A_call_of_another_model_gets_the_word_that_skips_the_check_where_there_is_one(string service, string? sent)
    {
        await using var chat = new ChatFixture(Calls, options => options.Service = service);

        await GoOnAsync(chat, new FunctionCallContent("call_of_llama", "weather"));

        Assert.Equal(sent, SignatureSent(chat));
    }

    private static Task<ChatResponse> GoOnAsync(ChatFixture chat, FunctionCallContent call) =>
        chat.Client.GetResponseAsync([
            new(ChatRole.User, "¿Qué tiempo hace?"),
            new(ChatRole.Assistant, [call]),
            new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "Sol.")]),
        ]);

    private static string? SignatureSent(ChatFixture chat) =>
        (string?)chat.Server.Requests[^1].Json["messages"]![1]!["tool_calls"]![0]!["extra_content"]?["google"]!["thought_signature"];
}
