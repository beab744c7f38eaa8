using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Turns.Live;

/// <summary>What sounds over the agent's voice did to it, at the client. Shares are fractions, null of nothing.</summary>
/// <param name="DuckMs">First voiced sample of the user's words → the voice is quieter or silent.</param>
/// <param name="DecisionToSilentMs">The server's verdict → the voice is silent.</param>
/// <param name="OnsetToSilentMs">First voiced sample of an interruption → the voice is silent.</param>
/// <param name="InterruptionsCaught">Those that silenced the agent.</param>
/// <param name="RestoreMs">Last voiced sample of what was no interruption → the volume is back.</param>
/// <param name="Trials">Sounds that count, by kind; answers that were too short are left out.</param>
/// <param name="Wrong">The sounds that did what they should not, or not what they should.</param>
public sealed record BargeInFigures(
    Distribution DuckMs,
    Distribution DecisionToSilentMs,
    Distribution OnsetToSilentMs,
    double? InterruptionsCaught,
    double? BackchannelsThatCancelled,
    double? NoisesThatCancelled,
    double? OtherVoicesThatCancelled,
    Distribution RestoreMs,
    IReadOnlyDictionary<string, int> Trials,
    IReadOnlyList<string> Wrong
)
{
    public static BargeInFigures Of(IReadOnlyList<OverlapTrial> all)
    {
        var trials = all.Where(trial => trial.Counts).ToList();
        var words = trials.Where(trial => trial.Sound.Kind is OverlapKind.Interruption or OverlapKind.Backchannel);
        var interruptions = Of(trials, OverlapKind.Interruption);
        return new(
            Times(words, trial => trial.Played?.Ducked),
            Times(interruptions, trial => trial.Played?.DecisionToSilent),
            Times(interruptions, trial => trial.Played?.Silent),
            Cancelled(interruptions),
            Cancelled(Of(trials, OverlapKind.Backchannel)),
            Cancelled(Of(trials, OverlapKind.Noise)),
            Cancelled(Of(trials, OverlapKind.OtherVoice)),
            Times(trials, trial => trial.Played?.Restored),
            Enum.GetValues<OverlapKind>().ToDictionary(KindName, kind => Of(trials, kind).Count),
            [
                .. trials
                    .Where(trial => trial.Cancelled != trial.Sound.Kind is OverlapKind.Interruption)
                    .Select(trial => $"{KindName(trial.Sound.Kind)}: {trial.Sound.Name}"),
            ]
        );
    }

    private static string KindName(OverlapKind kind) =>
        kind switch
        {
            OverlapKind.Interruption => "interruptions",
            OverlapKind.Backchannel => "backchannels",
            OverlapKind.Noise => "noises",
            _ => "other_voices",
        };

    private static List<OverlapTrial> Of(List<OverlapTrial> trials, OverlapKind kind) =>
        [.. trials.Where(trial => trial.Sound.Kind == kind)];

    private static double? Cancelled(List<OverlapTrial> trials) =>
        trials.Count == 0 ? null : Math.Round((double)trials.Count(trial => trial.Cancelled) / trials.Count, 4);

    private static Distribution Times(IEnumerable<OverlapTrial> trials, Func<OverlapTrial, TimeSpan?> time) =>
        Distribution.Of(trials.Select(time).OfType<TimeSpan>().Select(span => span.TotalMilliseconds));
}
