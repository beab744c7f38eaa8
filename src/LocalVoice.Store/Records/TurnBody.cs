using LocalVoice.Core.Sessions;

namespace LocalVoice.Store.Records;

/// <summary>A turn's timeline: numbers and names of engines.</summary>
/// <param name="MarksMs">Milliseconds from the last voiced sample, by mark.</param>
/// <param name="Engines">Who served each stage, as <c>stage: engine (model)</c>.</param>
public sealed record TurnBody(
    long TurnId,
    DateTimeOffset? LastVoicedAt,
    IReadOnlyDictionary<string, double> MarksMs,
    IReadOnlyList<string> Engines
) : RecordBody(RecordKind.Turn)
{
    internal override long Bytes => base.Bytes + 64L * (MarksMs.Count + Engines.Count);

    public static TurnBody Of(TurnTimeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        return new(
            timeline.TurnId,
            timeline.LastVoicedAt,
            timeline.Marks.ToDictionary(mark => mark.Key.ToString(), mark => Math.Round(mark.Value.TotalMilliseconds, 1)),
            [.. timeline.Engines.Select(served => $"{served.Engine.Stage}: {served.Engine.Name} ({served.Engine.Model})")]
        );
    }
}
