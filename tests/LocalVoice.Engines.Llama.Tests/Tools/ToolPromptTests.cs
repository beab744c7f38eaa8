using LocalVoice.Engines.Llama.Tests.Fakes;
using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Tools;

public sealed class ToolPromptTests
{
    private const string Qwen = "{{ '<|im_start|>' }}{{ '<tool_call>' }}";
    private const string Llama31 = "{{ '<|start_header_id|>' }}{{ '<|end_header_id|>' }}{{ '<|python_tag|>' }}";
    private const string HermesOnLlama = Llama31 + "<tool_call>";
    private const string Nemo = "[AVAILABLE_TOOLS]{{ \"[INST]\" }}[TOOL_CALLS][TOOL_RESULTS]";

    private static readonly ChatMessage User = new(ChatRole.User, "Hola.");

    [Theory]
    [InlineData("", Qwen, typeof(HermesForm))]
    [InlineData("", Llama31, typeof(LlamaForm))]
    [InlineData("", HermesOnLlama, typeof(HermesForm))]
    [InlineData("", Nemo, typeof(MistralForm))]
    [InlineData("llama3", null, typeof(LlamaForm))]
    [InlineData("llama4", null, typeof(LlamaForm))]
    [InlineData("mistral-v1", null, typeof(HermesForm))]
    [InlineData("mistral-v3", null, typeof(MistralForm))]
    [InlineData("mistral-v7-tekken", Nemo, typeof(MistralForm))]
    [InlineData("chatml", null, typeof(HermesForm))]
    [InlineData("gemma", null, typeof(HermesForm))]
    public void The_form_is_that_of_the_models_template(string template, string? own, Type form)
    {
        using var prompt = new GoldenPrompt(template, own);

        Assert.IsType(form, prompt.Form);
    }

    [Theory]
    [InlineData("chatml", "<|im_start|>assistant\n<tool_call>\n{\"name\": \"set_timer\", \"arguments\":")]
    [InlineData("llama3", "assistant<|end_header_id|>\n\n{\"name\": \"set_timer\", \"parameters\":")]
    [InlineData("mistral-v3", "[/INST][TOOL_CALLS] [{\"name\": \"set_timer\", \"arguments\":")]
    [InlineData("mistral-v7-tekken", "[/INST][TOOL_CALLS][{\"name\": \"set_timer\", \"arguments\":")]
    public void A_call_of_a_function_that_is_required_is_begun_with_its_name(string template, string end)
    {
        using var prompt = new GoldenPrompt(template);

        Assert.EndsWith(end, prompt.Of([User], With(ChatToolMode.RequireSpecific("set_timer"))), StringComparison.Ordinal);
        Assert.EndsWith(
            end,
            prompt.Of([User], new() { Tools = [SampleTools.Timer], ToolMode = ChatToolMode.RequireAny }),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("chatml", null, "<|im_start|>assistant\n<tool_call>\n{\"name\": \"")]
    [InlineData("llama3", null, "assistant<|end_header_id|>\n\n{\"name\": \"")]
    [InlineData("mistral-v3", null, "[/INST][TOOL_CALLS] [{\"name\": \"")]
    [InlineData("mistral-v7-tekken", "[INST][AVAILABLE_TOOLS][TOOL_CALLS][ARGS]", "[/INST][TOOL_CALLS]")]
    public void A_call_that_is_required_is_begun_before_its_name(string template, string? own, string end)
    {
        using var prompt = new GoldenPrompt(template, own);

        Assert.EndsWith(end, prompt.Of([User], With(ChatToolMode.RequireAny)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chatml")]
    [InlineData("llama3")]
    [InlineData("mistral-v3")]
    public void Where_none_may_be_called_none_is_told(string template)
    {
        using var prompt = new GoldenPrompt(template);

        Assert.Equal(prompt.Of([User]), prompt.Of([User], With(ChatToolMode.None)));
        Assert.Equal(prompt.Of([User]), prompt.Of([User], new() { Tools = [] }));
    }

    [Theory]
    [InlineData(
        "chatml",
        "Voy.\n\n<tool_call>{\"name\":\"a\",\"arguments\":{\"y\":1,\"x\":2}}</tool_call>\n<tool_call>{\"name\":\"b\"}</tool_call>\n"
    )]
    [InlineData("llama3", "{\"name\":\"a\",\"parameters\":{\"y\":1}} ;{\"name\":\"b\",\"parameters\":{}}")]
    [InlineData("llama3", "<|python_tag|>{\"name\":\"a\",\"parameters\":{\"y\":1}}")]
    [InlineData("mistral-v3", "[TOOL_CALLS]  [{\"arguments\":{\"y\":1},\"name\":\"a\"} , {\"name\":\"b\"} ]")]
    [InlineData("mistral-v7-tekken", "Voy.[TOOL_CALLS][{\"arguments\":{\"y\":1},\"name\":\"a\"}]")]
    public void What_the_model_wrote_stands_in_the_next_prompt_as_it_was(string template, string response)
    {
        using var prompt = new GoldenPrompt(template);
        var message = prompt.Respond(response);
        var results = message.Contents.OfType<FunctionCallContent>().Select(call => new FunctionResultContent(call.CallId, "ok"));

        // With the list, Mistral's prompts begin anew with each turn.
        var options = template.StartsWith("mistral", StringComparison.Ordinal) ? null : With(ChatToolMode.Auto);
        var before = prompt.Of([User], options);

        var after = prompt.Of([User, message, new(ChatRole.Tool, [.. results]), new(ChatRole.Assistant, "Hecho.")], options);

        Assert.StartsWith(before + response.TrimEnd('\n'), after, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_has_the_id_that_the_model_gave_its_call()
    {
        using var prompt = new GoldenPrompt("mistral-v3");
        var message = prompt.Respond("[TOOL_CALLS] [{\"name\": \"a\", \"arguments\": {}, \"id\": \"abc123DEF\"}]");
        var call = Assert.IsType<FunctionCallContent>(Assert.Single(message.Contents));

        var text = prompt.Of([User, message, new(ChatRole.Tool, [new FunctionResultContent(call.CallId, new { ok = true })])]);

        Assert.EndsWith(
            "[TOOL_RESULTS] {\"content\": {\"ok\": true}, \"call_id\": \"abc123DEF\"}[/TOOL_RESULTS]",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_function_that_is_required_and_not_offered_is_refused()
    {
        using var prompt = new GoldenPrompt("chatml");

        var unknown = Assert.Throws<RequestRefusedException>(() => prompt.Of([User], With(ChatToolMode.RequireSpecific("set_heating"))));
        var none = Assert.Throws<RequestRefusedException>(() => prompt.Of([User], new() { ToolMode = ChatToolMode.RequireAny }));

        Assert.Contains("'set_heating'", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("set_light, set_timer", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("no functions are offered", none.Message, StringComparison.Ordinal);
    }

    private static ChatOptions With(ChatToolMode mode) => new() { Tools = [SampleTools.Light, SampleTools.Timer], ToolMode = mode };
}
