using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Bench.Turns.Script;

namespace LocalVoice.Bench.Turns.Figures;

/// <summary>Shares of the inner pauses in which the turn was ended, 0…1; null without any.</summary>
/// <param name="Count">Pauses, both kinds together.</param>
public sealed record CutIns(int Count, double? Cued, double? Uncued, double? All)
{
    public static CutIns Of(IEnumerable<SilenceOutcome> outcomes)
    {
        var pauses = outcomes.Where(outcome => !outcome.IsEnd).ToList();
        return new(
            pauses.Count,
            Share(pauses.Where(pause => pause.Silence.Kind is PauseKind.Cued)),
            Share(pauses.Where(pause => pause.Silence.Kind is PauseKind.Uncued)),
            Share(pauses)
        );
    }

    private static double? Share(IEnumerable<SilenceOutcome> pauses)
    {
        var all = pauses.ToList();
        return all.Count == 0 ? null : Math.Round((double)all.Count(pause => pause.Delay is not null) / all.Count, 4);
    }
}
