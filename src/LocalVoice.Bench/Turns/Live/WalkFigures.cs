using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Turns.Live;

/// <summary>What came of a long session.</summary>
/// <param name="Utterances">Clear ones: questions, and interruptions over answers that were still heard.</param>
/// <param name="Unanswered">Those after which the agent's voice did not begin.</param>
/// <param name="Sounds">What was played over answers that was not for the agent.</param>
public sealed record WalkFigures(
    double Minutes,
    int Utterances,
    int Unanswered,
    int Sounds,
    Distribution V2vMs,
    IReadOnlyList<string> Wrong
)
{
    public static WalkFigures Of(IReadOnlyList<WalkStep> steps, TimeSpan length)
    {
        var interruptions = steps
            .Where(step => step is { Sound.Kind: OverlapKind.Interruption, Exchange.SoundAnswered: not null })
            .ToList();
        var questions = steps
            .Where(step => step.Exchange.VoiceToVoice is null)
            .Select(step => $"a question; heard: '{step.Exchange.Heard}'");
        var missed = interruptions
            .Where(step => step.Exchange.SoundAnswered is false)
            .Select(step => $"{step.Sound!.Name}; heard: '{step.Exchange.Heard}'");
        List<string> wrong = [.. questions, .. missed];
        return new(
            Math.Round(length.TotalMinutes, 1),
            steps.Count + interruptions.Count,
            wrong.Count,
            steps.Count(step => step is { Sound.Kind: not OverlapKind.Interruption, Exchange.SoundAnswered: not null }),
            Distribution.Of(steps.Select(step => step.Exchange.VoiceToVoice).OfType<TimeSpan>().Select(span => span.TotalMilliseconds)),
            wrong
        );
    }
}
