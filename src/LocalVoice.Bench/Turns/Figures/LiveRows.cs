using System.Globalization;
using LocalVoice.Bench.Report;
using LocalVoice.Bench.Turns.Live;

namespace LocalVoice.Bench.Turns.Figures;

/// <summary>What was measured live as rows of a table: a name, a share, p50 and p95.</summary>
internal static class LiveRows
{
    public static string Caption(TurnsDocument document)
    {
        var kinds = document.BargeIn!.Trials.Select(kind => $"{kind.Value} {kind.Key.Replace('_', ' ')}");
        return $"live, {document.Set.Language}: {string.Join(", ", kinds)}, {document.EchoTurns} turns per level of echo";
    }

    public static string Of(WalkFigures walk) =>
        string.Create(CultureInfo.InvariantCulture, $"walk of {walk.Minutes:0.0} min: {walk.Utterances} utterances, ")
        + string.Create(CultureInfo.InvariantCulture, $"{walk.Unanswered} unanswered, {walk.Sounds} other sounds; voice to voice ")
        + string.Create(CultureInfo.InvariantCulture, $"{walk.V2vMs.P50:0} / {walk.V2vMs.P95:0} ms. {string.Join("; ", walk.Wrong)}");

    public static IEnumerable<string[]> Of(TurnsDocument document) =>
        document.BargeIn is not { } live
            ? []
            :
            [
                Times("ducked, ms from the first voiced sample", live.DuckMs),
                Times("silent, ms from the first voiced sample", live.OnsetToSilentMs),
                Times("silent, ms from the decision", live.DecisionToSilentMs),
                Times("restored, ms from the last voiced sample", live.RestoreMs),
                Share("interruptions caught", live.InterruptionsCaught),
                Share("backchannels that cut the agent off", live.BackchannelsThatCancelled),
                Share("noises that cut it off", live.NoisesThatCancelled),
                Share("other voices that cut it off", live.OtherVoicesThatCancelled),
                .. (document.Echo ?? new Dictionary<string, double>()).Select(level =>
                    Share($"turns cut off by an echo at {level.Key} dB", level.Value)
                ),
            ];

    private static string[] Times(string name, Distribution times) => [name, "", TurnsTable.Ms(times.P50), TurnsTable.Ms(times.P95)];

    private static string[] Share(string name, double? share) => [name, TurnsTable.Percent(share), "", ""];
}
