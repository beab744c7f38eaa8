using System.Diagnostics;
using LocalVoice.Engines.Llama.Responses;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Responses;

public sealed class ToolCallReaderTests
{
    private const string Call = "<tool_call>\n{\"name\": \"set_light\", \"arguments\": {\"room\": \"salón\", \"on\": true}}\n</tool_call>";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Words_and_calls_are_told_apart_however_the_text_is_cut(int pieceLength)
    {
        var contents = Read("Ahora mismo. " + Call + "\n" + Call, pieceLength);

        Assert.Equal("Ahora mismo. ", string.Concat(contents.OfType<TextContent>().Select(text => text.Text)));
        var calls = contents.OfType<FunctionCallContent>().ToList();
        Assert.Equal(2, calls.Count);
        Assert.All(
            calls,
            call => Assert.Equal(("set_light", "salón", "True"), (call.Name, $"{call.Arguments!["room"]}", $"{call.Arguments["on"]}"))
        );
        Assert.NotEqual(calls[0].CallId, calls[1].CallId);
    }

    [Fact]
    public void A_call_without_an_end_takes_a_time_that_grows_with_its_length_and_no_faster()
    {
        var started = Stopwatch.GetTimestamp();

        var call = Assert.Single(Read("<tool_call>" + new string('<', 300_000), 1));

        Assert.NotNull(Assert.IsType<FunctionCallContent>(call).Exception);

        // Well under a second; minutes where each piece is searched with all before it.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void What_only_looks_like_a_call_is_said()
    {
        Assert.Equal("2 <tool 3 <", string.Concat(Read("2 <tool 3 <", 1).OfType<TextContent>().Select(text => text.Text)));
    }

    [Fact]
    public void A_call_without_its_end_still_counts()
    {
        var call = Assert.Single(Read("<tool_call>{\"name\":\"x\"}", 4).OfType<FunctionCallContent>());

        Assert.Equal("x", call.Name);
        Assert.Empty(call.Arguments!);
    }

    [Fact]
    public void Arguments_written_as_a_string_are_understood()
    {
        var call = Assert.Single(
            Read("<tool_call>{\"name\":\"x\",\"arguments\":\"{\\\"minutes\\\":3}\"}</tool_call>", 5).OfType<FunctionCallContent>()
        );

        Assert.Equal("3", $"{call.Arguments!["minutes"]}");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[1]")]
    [InlineData("{\"arguments\":{}}")]
    [InlineData("{\"name\":\"x\",\"arguments\":[1]}")]
    public void A_call_that_the_model_botched_carries_its_error(string json) =>
        Assert.NotNull(Assert.Single(Read($"<tool_call>{json}</tool_call>", 7).OfType<FunctionCallContent>()).Exception);

    private static List<AIContent> Read(string text, int pieceLength)
    {
        var reader = new ToolCallReader();
        return [.. text.Chunk(pieceLength).SelectMany(piece => reader.Read(new string(piece)).ToList()), .. reader.Flush()];
    }
}
