using LocalVoice.Engines.OpenAI.Chat;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.OpenAI.Tests.Chat;

public sealed class ReasoningTests
{
    [Theory]
    [InlineData("<think>a < b</think>\n\nHola, ¿qué tal?", "Hola, ¿qué tal?")]
    [InlineData("\n<think>\n</think>Hola", "Hola")]
    [InlineData("<THINK>x</think> <think>y</think>Hola", "Hola")]
    [InlineData("  Hola <think> no", "  Hola <think> no")]
    [InlineData("<thing>Hola", "<thing>Hola")]
    [InlineData("<thi", "<thi")]
    [InlineData("<think>never ends", "")]
    [InlineData("<think>a</think>", "")]
    [InlineData("", "")]
    public void Thoughts_at_the_beginning_go_and_all_else_stays_however_it_is_split(string written, string spoken)
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var filter = new ReasoningFilter();
            var heard = "";
            for (var start = 0; start < written.Length; )
            {
                var length = random.Next(0, Math.Min(5, written.Length - start) + 1);
                heard += filter.Read(written.Substring(start, length));
                start += length;
            }

            Assert.Equal(spoken, heard + filter.Flush());
        }
    }

    [Fact]
    public void What_cannot_be_a_tag_is_spoken_at_once()
    {
        var filter = new ReasoningFilter();

        Assert.Equal(["", "<th ", "é"], new[] { "<th", " ", "é" }.Select(filter.Read));
    }

    [Theory]
    [InlineData("""{"reasoning":"hidden"}""")]
    [InlineData("""{"reasoning_content":"hidden"}""")]
    [InlineData("""{"content":"<think>hidden</think>"}""")]
    [InlineData("""{"content":"hidden","extra_content":{"google":{"thought":true}}}""")]
    public async Task No_kind_of_thought_is_part_of_a_response(string delta)
    {
        await using var chat = new ChatFixture(ChatChunks.Delta(delta) + ChatChunks.Text("Hola") + ChatChunks.Finish() + ChatChunks.Done);

        var updates = await chat.AskAsync();

        Assert.Equal("Hola", ChatFixture.TextOf(updates));
        Assert.DoesNotContain(updates.SelectMany(update => update.Contents), content => content is TextReasoningContent);
    }
}
