using System.Text.Json.Serialization;
using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Load;

/// <summary>What came of one number of callers.</summary>
/// <param name="Offered">Callers that asked for a session.</param>
/// <param name="Accepted">Those that got one.</param>
/// <param name="Refused">Those that the server told to come later.</param>
/// <param name="Turns">Utterances due from the accepted.</param>
/// <param name="Unanswered">Utterances without an audible response; all of a call that was lost.</param>
/// <param name="V2vMs">Voice to voice of the answered.</param>
/// <param name="Server">The server's use of the machine; null where it runs elsewhere.</param>
public sealed record LoadStep(int Offered, int Accepted, int Refused, int Turns, int Unanswered, Distribution V2vMs, ProcessUse? Server)
{
    /// <summary>From asking for a session to being refused.</summary>
    public Distribution RefusalMs { get; init; } = Distribution.Of([]);

    /// <summary>Voice to voice of every answered utterance.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Waits { get; init; } = [];

    /// <summary>Milliseconds until each refusal.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Refusals { get; init; } = [];

    /// <summary>Several steps as if they were one; the highest use of memory, the mean of cores.</summary>
    /// <param name="steps">At least one.</param>
    public static LoadStep Together(IReadOnlyList<LoadStep> steps) =>
        Of(
            steps.Sum(step => step.Offered),
            steps.Sum(step => step.Turns),
            [.. steps.SelectMany(step => step.Waits)],
            [.. steps.SelectMany(step => step.Refusals)],
            steps.All(step => step.Server is not null)
                ? new ProcessUse(
                    steps.Max(step => step.Server!.PeakMiB),
                    steps[^1].Server!.EndMiB,
                    Math.Round(steps.Average(step => step.Server!.Cores), 2)
                )
                : null
        );

    internal static LoadStep Of(CallEnd[] calls, ProcessUse? use)
    {
        var refusals = calls.Select(call => call.RefusedAfter).OfType<TimeSpan>().Select(wait => wait.TotalMilliseconds).ToList();
        var waits = calls
            .SelectMany(call => call.Turns)
            .Where(turn => turn.HasResponse)
            .Select(turn => turn.VoiceToVoice!.Value.TotalMilliseconds)
            .ToList();
        return Of(calls.Length, calls.Where(call => call.RefusedAfter is null).Sum(call => call.Due), waits, refusals, use);
    }

    private static LoadStep Of(int offered, int due, List<double> waits, List<double> refusals, ProcessUse? use) =>
        new(offered, offered - refusals.Count, refusals.Count, due, due - waits.Count, Distribution.Of(waits), use)
        {
            RefusalMs = Distribution.Of(refusals),
            Waits = waits,
            Refusals = refusals,
        };
}
