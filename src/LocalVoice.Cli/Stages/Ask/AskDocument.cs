using System.Text;
using Microsoft.Extensions.AI;

namespace LocalVoice.Cli.Stages.Ask;

/// <summary>The document of <c>ask --json</c>.</summary>
/// <param name="TtftMs">Request → first token.</param>
/// <param name="Tokens">The engine's count; number of text pieces when it does not count.</param>
/// <param name="TokensPerSecond">Rate after the first token.</param>
internal sealed record AskDocument(string Answer, double TtftMs, long Tokens, double TokensPerSecond)
{
    public static async Task<AskDocument> OfAsync(
        IChatClient chat,
        IReadOnlyList<ChatMessage> messages,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var start = time.GetTimestamp();
        var answer = new StringBuilder();
        TimeSpan? first = null;
        long pieces = 0;
        long? counted = null;
        await foreach (var update in chat.GetStreamingResponseAsync(messages, new ChatOptions { Temperature = 0 }, cancellationToken))
        {
            foreach (var content in update.Contents.OfType<UsageContent>())
            {
                counted = (counted ?? 0) + (content.Details.OutputTokenCount ?? 0);
            }

            if (update.Text.Length > 0)
            {
                first ??= time.GetElapsedTime(start);
                answer.Append(update.Text);
                pieces++;
            }
        }

        var whole = time.GetElapsedTime(start);
        var tokens = counted ?? pieces;
        var rest = whole - (first ?? whole);
        return new AskDocument(
            answer.ToString().Trim(),
            (first ?? whole).TotalMilliseconds,
            tokens,
            rest > TimeSpan.Zero ? (tokens - 1) / rest.TotalSeconds : 0
        );
    }
}
