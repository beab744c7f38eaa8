using LocalVoice.Bench.Report;
using LocalVoice.Bench.Turns.Replay;

namespace LocalVoice.Bench.Turns.Figures;

/// <summary>Endpointing delay at the ends, ms.</summary>
/// <param name="Missed">Ends at which the turn did not end at all; not in the other figures.</param>
public sealed record DelayFigures(int Count, int Missed, double? Mean, double? P50, double? P95)
{
    public static DelayFigures Of(IEnumerable<SilenceOutcome> outcomes)
    {
        var ends = outcomes.Where(outcome => outcome.IsEnd).ToList();
        var delays = ends.Select(end => end.Delay?.TotalMilliseconds).OfType<double>().ToList();
        var spread = Distribution.Of(delays);
        return new(
            ends.Count,
            ends.Count - delays.Count,
            delays.Count == 0 ? null : Math.Round(delays.Average(), 1),
            spread.P50,
            spread.P95
        );
    }
}
