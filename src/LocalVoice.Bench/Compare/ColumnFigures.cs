using System.Text.Json.Serialization;
using LocalVoice.Bench.Compare.Prices;
using LocalVoice.Bench.Report;
using LocalVoice.Client.Measures;

namespace LocalVoice.Bench.Compare;

/// <summary>The figures of one combination of backends. Times in milliseconds.</summary>
/// <param name="Backends">As asked for.</param>
/// <param name="Pipeline"><c>parallel</c>, <c>sequential</c>, or <c>whole</c> for a service that is all stages in one.</param>
/// <param name="RttMs">Round trip of the simulated network; null where nothing is simulated.</param>
/// <param name="Unanswered">Utterances without an audible response.</param>
/// <param name="V2vMs">Voice to voice.</param>
/// <param name="PathMs">Medians of the shares of voice to voice; empty where the stages are not separable.</param>
/// <param name="NetworkMs">Median of the stages' sum; what passes while a turn is being decided adds nothing to voice to voice.</param>
/// <param name="NetworkEstimated">Whether a stage's share is an estimate.</param>
/// <param name="BytesOutPerTurn">Payload that left the building, per turn.</param>
/// <param name="CostPerMinute">US dollars per minute of conversation; null where a price is not known.</param>
/// <param name="Simulated">Whether some stage's service was not really reached.</param>
/// <param name="Stages"><c>stt</c>, <c>llm</c>, <c>tts</c>.</param>
/// <param name="Charged">What <paramref name="CostPerMinute"/> is made of.</param>
public sealed record ColumnFigures(
    string Backends,
    string Pipeline,
    double? RttMs,
    int Turns,
    int Unanswered,
    Percentiles V2vMs,
    IReadOnlyDictionary<string, double> PathMs,
    double? NetworkMs,
    double? ProcessingMs,
    bool NetworkEstimated,
    double BytesOutPerTurn,
    double? CostPerMinute,
    bool Simulated,
    IReadOnlyDictionary<string, StageFigures> Stages,
    [property: JsonIgnore] IReadOnlyList<ChargedService> Charged
)
{
    public static IReadOnlyList<string> StageNames { get; } = [TurnStages.Stt, TurnStages.Llm, TurnStages.Tts];

    public static ColumnFigures Of(ColumnSource source, IReadOnlyList<TurnFigures> turns)
    {
        ArgumentNullException.ThrowIfNull(source);
        var charged = source.Charged.Concat(turns.SelectMany(StagesOf).Select(stage => stage.Charged).OfType<ChargedService>());
        return Of(source, turns, [.. charged.Distinct()]);
    }

    private static ColumnFigures Of(ColumnSource source, IReadOnlyList<TurnFigures> turns, IReadOnlyList<ChargedService> charged)
    {
        var v2v = Distribution.Of(turns.Select(turn => turn.V2vMs).OfType<double>());
        return new ColumnFigures(
            source.Backends,
            source.Pipeline,
            source.RttMs,
            turns.Count,
            turns.Count(turn => turn.V2vMs is null),
            new Percentiles(v2v.P50, v2v.P95),
            PathOf(turns),
            StageFigures.Median(turns.Select(turn => turn.NetworkMs)),
            StageFigures.Median(turns.Select(turn => turn.ProcessingMs)),
            turns.Any(turn => turn.NetworkEstimated),
            Math.Round(turns.Select(turn => (double)turn.BytesSent).DefaultIfEmpty(0).Average()),
            ConversationCost.PerMinute(charged, Consumption.Sum(turns.Select(turn => turn.Used))),
            source.Stages.Values.Any(stage => stage.Simulated),
            StageNames.ToDictionary(stage => stage, stage => StageOf(source, stage, turns)),
            charged
        );
    }

    private static IEnumerable<StageTurn> StagesOf(TurnFigures turn) => turn.Stages.Values;

    private static StageFigures StageOf(ColumnSource source, string stage, IReadOnlyList<TurnFigures> turns)
    {
        var (name, simulated) = source.Stages[stage];
        return source.Pipeline == ColumnSource.Whole
            ? StageFigures.NotSeparable(name, simulated)
            : StageFigures.Of([.. turns.Select(turn => turn.Stages.GetValueOrDefault(stage)).OfType<StageTurn>()], name, simulated);
    }

    private static Dictionary<string, double> PathOf(IReadOnlyList<TurnFigures> turns) =>
        TurnStages
            .PathNames.Select(stage =>
                (stage, Median: StageFigures.Median(turns.Select(turn => turn.Path.TryGetValue(stage, out var ms) ? ms : (double?)null)))
            )
            .Where(share => share.Median is not null)
            .ToDictionary(share => share.stage, share => share.Median!.Value);
}

/// <summary>Percentiles of a column's turns; null when no turn was answered.</summary>
public sealed record Percentiles(double? P50, double? P95);
