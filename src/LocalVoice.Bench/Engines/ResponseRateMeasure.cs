using System.Globalization;
using LocalVoice.Chat;
using Microsoft.Extensions.AI;

namespace LocalVoice.Bench.Engines;

/// <summary>Tokens per second of all sessions together while all generate; prompts are cached.</summary>
/// <param name="responseTokens">Maximum tokens of a response; the model may end earlier.</param>
/// <param name="sessions">Numbers of concurrent sessions: one figure each.</param>
public sealed class ResponseRateMeasure(
    IChatClient chat,
    int responseTokens,
    IReadOnlyList<int> sessions,
    Repetitions repetitions,
    TimeProvider time
) : IEngineMeasure
{
    private readonly BenchPrompt _prompt = new(words: 20);

    public async Task<IReadOnlyList<EngineFigure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var figures = new List<EngineFigure>();
        foreach (var count in sessions)
        {
            figures.Add(await MeasureAsync(count, cancellationToken));
        }

        return figures;
    }

    private async Task<EngineFigure> MeasureAsync(int count, CancellationToken cancellationToken)
    {
        await TalkAsync(count, turn: 0, maxTokens: 1, cancellationToken);
        var rounds = await repetitions.OfAsync(run => TalkAsync(count, run + 1, responseTokens, cancellationToken));
        foreach (var session in Enumerable.Range(0, count))
        {
            chat.GetService<IPromptPrefill>()?.Release(Conversation(session));
        }

        var title = count == 1 ? "answer, 1 session" : $"answers, {count} sessions together";
        var longest = rounds.SelectMany(round => round).Max(answer => answer.OutputTokens);
        return new EngineFigure("llm", title, "tokens/s", EngineFigure.Rates(rounds.Select(Rate)), $"answers of up to {longest} tokens");
    }

    private Task<TimedResponse[]> TalkAsync(int count, int turn, int maxTokens, CancellationToken cancellationToken) =>
        Task.WhenAll(
            Enumerable
                .Range(0, count)
                .Select(session =>
                    TimedResponse.OfAsync(chat, Conversation(session), _prompt.Messages(session, turn), maxTokens, time, cancellationToken)
                )
        );

    /// <summary>From the first session's first token to the last session's last one; each session's first token is not counted.</summary>
    private double Rate(TimedResponse[] answers)
    {
        var span = time.GetElapsedTime(answers.Min(answer => answer.FirstText), answers.Max(answer => answer.End));
        return span > TimeSpan.Zero ? answers.Sum(answer => Math.Max(0, answer.OutputTokens - 1)) / span.TotalSeconds : 0;
    }

    private static string Conversation(int session) => string.Create(CultureInfo.InvariantCulture, $"session-{session}");
}
