using System.Globalization;
using LocalVoice.Bench.Report;
using LocalVoice.Chat;
using Microsoft.Extensions.AI;

namespace LocalVoice.Bench.Engines;

/// <summary>
/// Time to first text of the chat model: <em>cold</em>, with nothing of the prompt cached, and <em>cached</em>, with
/// only the user's last words uncached, as in a turn whose prompt was prefilled.
/// </summary>
/// <param name="promptTokens">Approximate length of the whole prompt.</param>
public sealed class FirstTokenMeasure(IChatClient chat, int promptTokens, Repetitions repetitions, TimeProvider time) : IEngineMeasure
{
    private const string Known = "known";

    public async Task<IReadOnlyList<EngineFigure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var prompt = await BenchPrompt.OfTokensAsync(chat, promptTokens, time, cancellationToken);
        var cold = await repetitions.OfAsync(run => ColdAsync(prompt, run, cancellationToken));
        await AskAsync(Known, prompt.Messages(0, 0), cancellationToken);
        var cached = await repetitions.OfAsync(run => AskAsync(Known, prompt.Messages(0, run + 1), cancellationToken));
        chat.GetService<IPromptPrefill>()?.Release(Known);
        return [Figure("first token, cold", cold), Figure("first token, cached", cached)];
    }

    private async Task<TimedResponse> ColdAsync(BenchPrompt prompt, int run, CancellationToken cancellationToken)
    {
        var conversation = string.Create(CultureInfo.InvariantCulture, $"cold-{run}");
        var answer = await AskAsync(conversation, prompt.Messages(run + 1, 0), cancellationToken);
        chat.GetService<IPromptPrefill>()?.Release(conversation);
        return answer;
    }

    private Task<TimedResponse> AskAsync(string conversation, IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken) =>
        TimedResponse.OfAsync(chat, conversation, messages, maxTokens: 4, time, cancellationToken);

    private EngineFigure Figure(string measure, IReadOnlyList<TimedResponse> answers) =>
        new(
            "llm",
            measure,
            "ms",
            Distribution.Of(answers.Select(answer => time.GetElapsedTime(answer.Start, answer.FirstText).TotalMilliseconds)),
            $"prompt of {answers[^1].PromptTokens} tokens, {answers[^1].CachedTokens} of them in the cache"
        );
}
