using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Prompts;

/// <summary>The longest conversation that a session keeps, 1 MiB in items of up to 100 KiB, as a prompt of a real model.</summary>
public sealed class LongPromptTests
{
    private const int ConversationBytes = 1024 * 1024;

    [Theory]
    [InlineData("</s>", 100_000)]
    [InlineData("<|im_end|>", 100_000)]
    [InlineData("1", 100_000)]
    [InlineData("😀", 100_000)]
    [InlineData("漢", 100_000)]
    [InlineData("a", 100_000)]
    [InlineData(" ", 100_000)]
    [InlineData("😀", 1000)]
    public async Task It_takes_little_longer_than_usual_words_whatever_is_in_it(string piece, int itemBytes)
    {
        using var client = StarterChat.Client();
        var (usual, hostile) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < 3; i++)
        {
            usual = Shorter(usual, await AnswerAsync(client, Conversation("Hola, ", 1000)));
            hostile = Shorter(hostile, await AnswerAsync(client, Conversation(piece, itemBytes)));
        }

        // Whole, 100 KB of digits or emoji without a space take some 15 times as long as these.
        Assert.True(hostile < 5 * usual, $"{hostile.TotalSeconds} s, and {usual.TotalSeconds} s for usual words");
    }

    [Fact]
    public async Task A_request_that_is_cancelled_stops_before_the_next_turn()
    {
        using var client = StarterChat.Client();
        var conversation = Conversation("Hola, ", 1000);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var started = Stopwatch.GetTimestamp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetResponseAsync(conversation, cancellationToken: gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.PrefillAsync(conversation, StarterChat.In("a"), gone.Token).AsTask()
        );

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(1));
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task<TimeSpan> AnswerAsync(LlamaChatClient client, List<ChatMessage> conversation)
    {
        var started = Stopwatch.GetTimestamp();
        await client.GetResponseAsync(conversation, new ChatOptions { MaxOutputTokens = 1 }, TestContext.Current.CancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }

    private static List<ChatMessage> Conversation(string piece, int itemBytes)
    {
        var text = string.Concat(Enumerable.Repeat(piece, itemBytes / System.Text.Encoding.UTF8.GetByteCount(piece)));
        var items = Enumerable
            .Range(0, ConversationBytes / itemBytes)
            .Select(i => new ChatMessage(i % 2 == 0 ? ChatRole.User : ChatRole.Assistant, text));
        return [.. items, new ChatMessage(ChatRole.User, "¿Cómo te llamas?")];
    }
}
