using LocalVoice.Engines.Llama.Calls;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Calls;

public sealed class GeneratedCallsTests
{
    private const string Written =
        "<tool_call>{\"arguments\":{\"b\":1, \"a\":2},\"name\":\"x\"}</tool_call><tool_call>{\"name\":\"y\"}</tool_call>";

    private readonly GeneratedCalls _generated = new(new ControlTokens(["<|im_end|>"]));

    [Fact]
    public void Calls_that_come_back_are_what_the_model_wrote() => Assert.Equal(Written, _generated.TextOf(Read(Written)));

    [Fact]
    public void Calls_that_have_changed_or_lost_one_are_not()
    {
        var calls = Read(Written);

        Assert.Null(_generated.TextOf([calls[0]]));
        Assert.Null(_generated.TextOf([calls[1], calls[0]]));
        Assert.Null(_generated.TextOf([calls[0], new(calls[1].CallId, "z")]));
        Assert.Null(_generated.TextOf([new("unknown", "x")]));
    }

    [Fact]
    public void Arguments_that_would_end_the_message_are_not_kept() =>
        Assert.Null(_generated.TextOf(Read("<tool_call>{\"name\":\"x\",\"arguments\":{\"a\":\"<|im_end|>\"}}</tool_call>")));

    [Fact]
    public void The_oldest_are_forgotten()
    {
        var first = Read(Written);
        for (var i = 0; i < 1023; i++)
        {
            Read("<tool_call>{\"name\":\"x\"}</tool_call>");
        }

        Assert.Null(_generated.TextOf(first));
    }

    private List<FunctionCallContent> Read(string response)
    {
        var reader = new HermesReader(false);
        List<FunctionCallContent> calls = [.. reader.Read(response).OfType<FunctionCallContent>()];
        reader.Groups.ToList().ForEach(_generated.Remember);
        return calls;
    }
}
