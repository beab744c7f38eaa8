using System.Text.Json;
using LocalVoice.Bench.Compare.Prices;
using LocalVoice.Client;
using LocalVoice.Client.Measures;

namespace LocalVoice.Bench.Compare;

/// <summary>What is known of one turn, whichever backends served it. Times in milliseconds.</summary>
/// <param name="V2vMs">Null without an audible response.</param>
/// <param name="Path">Shares of voice to voice by stage of the path; empty when they are not separable.</param>
/// <param name="Stages"><c>stt</c>, <c>llm</c>, <c>tts</c>; empty when they are not separable.</param>
/// <param name="BytesSent">Payload that left the building.</param>
public sealed record TurnFigures(
    double? V2vMs,
    IReadOnlyDictionary<string, double> Path,
    IReadOnlyDictionary<string, StageTurn> Stages,
    double? NetworkMs,
    double? ProcessingMs,
    bool NetworkEstimated,
    long BytesSent,
    Consumption Used
)
{
    /// <summary>Of a turn with a server of ours.</summary>
    public static TurnFigures Of(SpokenTurn turn)
    {
        var uses = turn.Timeline is { } timeline ? StageUse.AllOf(timeline) : new Dictionary<string, StageUse>();
        var stages = StagesOf(turn.Timeline, uses);
        return new TurnFigures(
            turn.HasResponse ? turn.VoiceToVoice?.TotalMilliseconds : null,
            TurnStages.Of(turn)?.Path ?? new Dictionary<string, double>(),
            stages,
            Sum(stages.Values.Select(stage => stage.NetworkMs)),
            Sum(stages.Values.Select(stage => stage.ProcessingMs)),
            stages.Values.Any(stage => stage.NetworkEstimated),
            uses.Values.Sum(use => use.BytesSent),
            Consumption.OfPipeline(turn, uses)
        );
    }

    /// <summary>Of a turn with a service that is all stages in one.</summary>
    /// <param name="roundTrip">Measured; the last audio goes there, the first comes back: one round trip on the critical path.</param>
    public static TurnFigures OfWhole(SpokenTurn turn, TimeSpan roundTrip) =>
        new(
            turn.HasResponse ? turn.VoiceToVoice?.TotalMilliseconds : null,
            new Dictionary<string, double>(),
            new Dictionary<string, StageTurn>(),
            roundTrip.TotalMilliseconds,
            null,
            true,
            turn.BytesSent,
            Consumption.OfWhole(turn)
        );

    private static Dictionary<string, StageTurn> StagesOf(JsonElement? timeline, IReadOnlyDictionary<string, StageUse> uses)
    {
        var stages = new Dictionary<string, StageTurn>();
        if (timeline is not { } json)
        {
            return stages;
        }

        var times = RequestTimes.Of(json);
        Add(TurnStages.Stt, use => StageTurn.SttMs(times, use));
        Add(TurnStages.Llm, _ => times.Llm);
        Add(TurnStages.Tts, _ => times.Tts);
        return stages;

        void Add(string stage, Func<StageUse, double?> timeOf)
        {
            if (uses.TryGetValue(stage, out var use) && timeOf(use) is { } ms)
            {
                stages[stage] = StageTurn.Of(ms, use);
            }
        }
    }

    /// <summary>Null when nothing or not everything is known: a part would pass for the whole.</summary>
    private static double? Sum(IEnumerable<double?> values)
    {
        double?[] all = [.. values];
        return all.Length == 0 || all.Contains(null) ? null : all.Sum();
    }
}
