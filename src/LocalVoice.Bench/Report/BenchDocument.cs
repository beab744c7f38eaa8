namespace LocalVoice.Bench.Report;

/// <summary>The document of <c>bench --json</c>.</summary>
/// <param name="Models">Stage → engine, model and device, as the server names them.</param>
/// <param name="Packages">Stage → the engine's package, with its version.</param>
/// <param name="RatioP50">Sequential ÷ parallel voice to voice; null unless both ran.</param>
/// <param name="RatioP50SameEndpointing">The same with the baseline at our required silence.</param>
/// <param name="Ramp">Empty unless requested.</param>
/// <param name="CapacitySessions">The most callers whose p95 stayed within 500 ms; null without a ramp.</param>
public sealed record BenchDocument(
    DateTimeOffset Date,
    MachineInfo Machine,
    string Language,
    int Sessions,
    IReadOnlyDictionary<string, string> Models,
    IReadOnlyDictionary<string, string> Packages,
    IReadOnlyDictionary<string, PipelineFigures> Pipelines,
    double? RatioP50,
    double? RatioP50SameEndpointing,
    IReadOnlyList<RampStep> Ramp,
    int? CapacitySessions,
    IReadOnlyList<string> Notes
)
{
    /// <summary>The most tokens that an answer may have.</summary>
    public int? AnswerTokens { get; init; }

    /// <summary>Utterances that every pipeline answered with the same words; null unless several ran.</summary>
    public int? SameAnswers { get; init; }

    /// <inheritdoc cref="SameAnswers"/>
    public static int? Same(IReadOnlyDictionary<string, PipelineFigures> pipelines)
    {
        var answers = pipelines.Values.Select(figures => figures.Answers).ToList();
        return answers.Count < 2
            ? null
            : Enumerable
                .Range(0, answers.Min(each => each.Count))
                .Count(turn => answers[0][turn].Length > 0 && answers.TrueForAll(each => each[turn] == answers[0][turn]));
    }

    public static double? Ratio(IReadOnlyDictionary<string, PipelineFigures> pipelines, string baseline) =>
        pipelines.TryGetValue(baseline, out var slow)
        && pipelines.TryGetValue(Scenario.ParallelName, out var ours)
        && slow.V2vMs.P50 is { } numerator
        && ours.V2vMs.P50 is { } denominator
            ? Math.Round(numerator / denominator, 2)
            : null;
}
