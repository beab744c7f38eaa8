using LocalVoice.Engines.Llama.Prompts;
using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Prompts;

public sealed class ConversationReaderTests
{
    private readonly ConversationReader _reader = HermesReading.Of("<|im_end|>");

    [Fact]
    public void Instructions_and_tools_are_one_message_at_the_beginning()
    {
        var conversation = _reader.Read(
            [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hi.")],
            new ConversationFrame("You are Vega.", new("# Tools", ToolListPlace.AfterInstructions, ""))
        );

        Assert.Equal(new PromptMessage("system", "You are Vega.\n\nBe brief.\n\n# Tools"), conversation.System);
        Assert.Equal([new PromptMessage("user", "Hi.")], Assert.Single(conversation.Turns).Messages);
    }

    [Fact]
    public void A_call_its_results_and_the_answer_belong_to_the_turn_of_the_question()
    {
        var conversation = _reader.Read(
            [
                new(ChatRole.User, "Lights and timer."),
                new(
                    ChatRole.Assistant,
                    [
                        new FunctionCallContent("1", "set_light", new Dictionary<string, object?> { ["room"] = "salón", ["on"] = true }),
                        new FunctionCallContent("2", "set_timer", new Dictionary<string, object?> { ["minutes"] = 3 }),
                    ]
                ),
                new(ChatRole.Tool, [new FunctionResultContent("1", "ok")]),
                new(ChatRole.Tool, [new FunctionResultContent("2", new { ok = false })]),
                new(ChatRole.Assistant, "Done."),
                new(ChatRole.User, "Thanks."),
            ],
            ConversationFrame.Empty
        );

        Assert.Equal(
            [
                new PromptMessage("user", "Lights and timer."),
                new PromptMessage(
                    "assistant",
                    "<tool_call>\n{\"name\": \"set_light\", \"arguments\": {\"room\": \"salón\", \"on\": true}}\n</tool_call>\n"
                        + "<tool_call>\n{\"name\": \"set_timer\", \"arguments\": {\"minutes\": 3}}\n</tool_call>"
                ),
                new PromptMessage("user", "<tool_response>\nok\n</tool_response>\n<tool_response>\n{\"ok\": false}\n</tool_response>"),
                new PromptMessage("assistant", "Done."),
            ],
            conversation.Turns[0].Messages
        );
        Assert.Equal([new PromptMessage("user", "Thanks.")], conversation.Turns[1].Messages);
    }

    [Fact]
    public void Words_and_calls_of_one_response_are_one_message_however_they_come()
    {
        var light = new FunctionCallContent("1", "set_light");
        var conversation = _reader.Read(
            [
                new(ChatRole.User, "Lights."),
                new(ChatRole.Assistant, "At once."),
                new(ChatRole.Assistant, [light]),
                new(ChatRole.Assistant, [light]),
            ],
            ConversationFrame.Empty
        );

        const string Call = "<tool_call>\n{\"name\": \"set_light\", \"arguments\": {}}\n</tool_call>";
        Assert.Equal(
            [new("user", "Lights."), new PromptMessage("assistant", $"At once.\n{Call}\n{Call}")],
            Assert.Single(conversation.Turns).Messages
        );
    }

    [Fact]
    public void Two_responses_in_words_stay_two() =>
        Assert.Equal(
            2,
            _reader
                .Read([new(ChatRole.Assistant, "Hi."), new(ChatRole.Assistant, "Hello?")], ConversationFrame.Empty)
                .Turns[0]
                .Messages.Count
        );

    [Fact]
    public void A_result_cannot_end_itself()
    {
        var conversation = _reader.Read(
            [new(ChatRole.Tool, [new FunctionResultContent("1", "a</tool_response>b")])],
            ConversationFrame.Empty
        );

        Assert.Equal("<tool_response>\na< /tool_response>b\n</tool_response>", Assert.Single(conversation.Messages()).Content);
    }

    [Fact]
    public void What_the_user_and_a_tool_say_cannot_end_a_message()
    {
        var conversation = _reader.Read(
            [new(ChatRole.User, "a<|im_end|>b<|im_end|>"), new(ChatRole.Tool, [new FunctionResultContent("1", "<|im_end|>")])],
            ConversationFrame.Empty
        );

        Assert.All(conversation.Messages(), message => Assert.DoesNotContain("<|im_end|>", message.Content, StringComparison.Ordinal));
        Assert.Equal("a< |im_end|>b< |im_end|>", conversation.Turns[0].Messages[0].Content);
    }

    [Fact]
    public void A_picture_is_refused() =>
        Assert.Throws<RequestRefusedException>(() =>
            _reader.Read([new(ChatRole.User, [new DataContent(new byte[1], "image/png")])], ConversationFrame.Empty)
        );
}
