using System.Diagnostics;
using LocalVoice.Engines.Llama.Calls;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Calls;

public sealed class CallJsonTests
{
    [Fact]
    public void Arguments_written_as_a_string_are_understood() =>
        Assert.Equal("3", $"{CallJson.Read("""{"name":"x","arguments":"{\"minutes\":3}"}""").Call.Arguments!["minutes"]}");

    [Fact]
    public void Either_word_for_the_arguments_will_do() =>
        Assert.Equal("3", $"{CallJson.Read("""{"name":"x","parameters":{"minutes":3}}""").Call.Arguments!["minutes"]}");

    [Theory]
    [InlineData("no json")]
    [InlineData("[1]")]
    [InlineData("{\"arguments\":{}}")]
    [InlineData("{\"name\":\"x\",\"arguments\":[1]}")]
    [InlineData("{\"name\":\"x\",\"name\":\"y\"}")]
    public void A_call_that_the_model_botched_carries_its_error(string json) => Assert.NotNull(CallJson.Read(json).Call.Exception);

    [Theory]
    [InlineData("<tool_call>")]
    [InlineData("{\"name\": \"")]
    [InlineData("{")]
    [InlineData("[TOOL_CALLS]")]
    [InlineData("[TOOL_CALLS] [")]
    [InlineData("[TOOL_CALLS] [{")]
    public void A_call_without_an_end_takes_a_time_that_grows_with_its_length_and_no_faster(string opening)
    {
        foreach (var filler in (string[])["<", " ", "[", "x"])
        {
            var started = Stopwatch.GetTimestamp();
            foreach (var reader in (ToolCallReader[])[new HermesReader(false), new LlamaReader(false), new MistralReader(false)])
            {
                reader.Read(opening);
                for (var i = 0; i < 100_000; i++)
                {
                    reader.Read(filler);
                }

                reader.Flush();
            }

            // Well under a second; minutes where each piece is searched with all before it.
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
        }
    }
}
