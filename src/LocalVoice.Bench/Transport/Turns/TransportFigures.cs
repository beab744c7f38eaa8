using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Transport.Turns;

/// <summary>The figures of one transport.</summary>
/// <param name="Turns">Utterances.</param>
/// <param name="Unanswered">Those without an audible response.</param>
/// <param name="V2vMs">Voice to voice, at the client's ear.</param>
/// <param name="ServerMs">Of the same, what the server knows of; of the turns of which it tells.</param>
/// <param name="ShareMs">Turn by turn, the difference of the two.</param>
/// <param name="LongestGapMs">The longest time for which the ear heard nothing amid a response.</param>
/// <param name="GapPercent">All such times, of the duration of all responses.</param>
/// <param name="ConcealedPercent">
/// Packets of the agent's voice whose place something else took; null for a transport that sends anew what was lost.
/// </param>
/// <param name="SamplesMs">Voice to voice of every turn that was answered, in order.</param>
public sealed record TransportFigures(
    int Turns,
    int Unanswered,
    Distribution V2vMs,
    Distribution ServerMs,
    Distribution ShareMs,
    double LongestGapMs,
    double GapPercent,
    double? ConcealedPercent,
    IReadOnlyList<double> SamplesMs
)
{
    public static TransportFigures Of(IReadOnlyList<TransportTurn> turns)
    {
        var answered = turns.Where(turn => turn.Turn.HasResponse).ToList();
        var samples = Milliseconds(answered, turn => turn.Turn.VoiceToVoice).ToList();
        var heard = turns.Select(turn => turn.Heard).OfType<Voice.HeardCount>().ToList();
        var packets = heard.Sum(count => count.All);
        return new(
            turns.Count,
            turns.Count - answered.Count,
            Distribution.Of(samples),
            Distribution.Of(Milliseconds(answered, turn => turn.Server)),
            Distribution.Of(Milliseconds(answered, turn => turn.Share)),
            Math.Round(turns.Select(turn => turn.LongestGap.TotalMilliseconds).DefaultIfEmpty().Max(), 1),
            Percent(answered.Sum(turn => turn.Gaps.TotalSeconds), answered.Sum(turn => turn.Turn.Response?.Duration.TotalSeconds ?? 0)),
            heard.Count == 0 ? null : Percent(heard.Sum(count => count.Concealed), packets),
            [.. samples.Select(sample => Math.Round(sample, 2))]
        );
    }

    private static IEnumerable<double> Milliseconds(IEnumerable<TransportTurn> turns, Func<TransportTurn, TimeSpan?> span) =>
        turns.Select(span).OfType<TimeSpan>().Select(value => value.TotalMilliseconds);

    private static double Percent(double part, double whole) => whole > 0 ? Math.Round(100 * part / whole, 2) : 0;
}
