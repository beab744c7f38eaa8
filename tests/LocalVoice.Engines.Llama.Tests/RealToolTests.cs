using LocalVoice.Engines.Llama.Tests.Calls;
using LocalVoice.Engines.Llama.Tests.Fakes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests;

/// <summary>A real model that was never taught functions.</summary>
public sealed class RealToolTests
{
    private static readonly ChatOptions Options = new() { Tools = [SampleTools.Light, SampleTools.Timer], MaxOutputTokens = 48 };

    [Fact]
    public async Task It_still_answers_with_functions_in_its_prompt()
    {
        using var client = RealChat.Client();

        var response = await client.GetResponseAsync(RealChat.Ask("What is the capital of France?"), Options);

        Assert.Contains("Paris", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_required_is_right_and_comes_without_words()
    {
        using var client = RealChat.Client();
        var options = Options.Clone();
        options.ToolMode = ChatToolMode.RequireSpecific("set_light");

        var response = await client.GetResponseAsync(RealChat.Ask("Turn on the light in the kitchen."), options);

        Assert.Equal("""set_light{"room": "kitchen", "on": true}""", Streams.Told(response.Messages[0].Contents));
    }
}
