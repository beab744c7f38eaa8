using LocalVoice.Chat;
using LocalVoice.Core.Compute;
using LocalVoice.Engines.Llama;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Cli.Tests.Bench.Engines;

/// <summary>How well a chat model tells the end of a message; prints the figures by which a model is calibrated.</summary>
public sealed class MessageEndCalibrationTests(ITestOutputHelper output)
{
    private const string Model = "real-models/SmolLM2-135M-Instruct-Q4_0.gguf";
    private const string Instructions = "You are Vega, a voice assistant. Answer briefly.";

    [Fact]
    public async Task SmolLM2_tells_messages_from_their_beginnings()
    {
        using var chat = Chat();
        var complete = await JudgeAsync(chat, "complete", [.. MessageEndTexts.Sentences(), .. MessageEndTexts.Paused()]);
        var beginnings = await JudgeAsync(chat, "beginning", await MessageEndTexts.BeginningsAsync());
        var replies = new List<Judged>();
        foreach (var (agent, user) in MessageEndTexts.Replies)
        {
            replies.Add(new("reply", $"{agent} | {user}", await TellAsync(chat, agent, user)));
        }

        foreach (var judged in complete.Concat(beginnings).Concat(replies).OrderBy(judged => judged.Probability))
        {
            output.WriteLine($"{judged.Probability, 10:0.000000}  {judged.Kind, -9}  {judged.Words}");
        }

        var (ofSentences, ofReplies) = (Area(complete, beginnings), Area(replies, beginnings));
        output.WriteLine($"AUC against beginnings: complete {ofSentences:0.000}, replies {ofReplies:0.000}");
        Assert.True(ofSentences > 0.9 && ofReplies > 0.85, $"{ofSentences}, {ofReplies}");
    }

    private static LlamaChatClient Chat()
    {
        var path = Repository.Shared(Model);
        Assert.SkipWhen(path is null, $"The shared folder (LOCALVOICE_SHARED) has no {Model}.");
        return new(
            new LlamaOptions { ModelPath = path!, Greedy = true },
            new ComputeBudget(2, TimeProvider.System),
            TimeProvider.System,
            NullLogger<LlamaChatClient>.Instance
        );
    }

    private static async Task<List<Judged>> JudgeAsync(LlamaChatClient chat, string kind, IEnumerable<string> texts)
    {
        var judged = new List<Judged>();
        foreach (var words in texts)
        {
            judged.Add(new(kind, words, await TellAsync(chat, null, words)));
        }

        return judged;
    }

    private static async Task<double> TellAsync(LlamaChatClient chat, string? agent, string words)
    {
        var told = new List<double>();
        List<ChatMessage> messages = [new(ChatRole.System, Instructions)];
        if (agent is not null)
        {
            messages.Add(new(ChatRole.Assistant, agent));
        }

        messages.Add(new(ChatRole.User, words));
        await chat.GetResponseAsync(messages, new ChatOptions { MaxOutputTokens = 1 }.WithMessageEnd(new(told.Add)));
        return Assert.Single(told);
    }

    /// <summary>Share of the pairs in which the complete one is more likely to end: 0.5 by chance, 1 at best.</summary>
    private static double Area(IReadOnlyList<Judged> complete, IReadOnlyList<Judged> beginnings) =>
        complete.Average(end => beginnings.Average(pause => (1 + end.Probability.CompareTo(pause.Probability)) / 2.0));

    private sealed record Judged(string Kind, string Words, double Probability);
}
