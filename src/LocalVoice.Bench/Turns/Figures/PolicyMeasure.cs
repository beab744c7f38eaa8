using System.Globalization;
using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Bench.Turns.Figures;

/// <summary>Measures policies on recorded pauses.</summary>
public sealed class PolicyMeasure(IReadOnlyList<ReplayedClip> clips, DecodeCharge charge)
{
    private const double HeadlineShare = 0.05;

    // 0.2…8 in steps of a tenth; the waits as they are among them.
    private static readonly double[] Factors = [.. Enumerable.Range(-17, 40).Select(step => Math.Pow(1.1, step))];
    private static readonly int[] ShortestWaitsMs = [150, 200, 250, 300, 600];

    public PolicyFigures Of(IEndpointingPolicy policy)
    {
        var outcomes = SilenceOutcome.Of(clips, policy, charge);
        List<CurvePoint> curve = [.. Factors.Select(factor => Point(policy, factor))];
        return new(
            CurvePoint.DelayAt(HeadlineShare, curve, point => point.CutInsCued),
            CurvePoint.DelayAt(HeadlineShare, curve, point => point.CutIns),
            DelayFigures.Of(outcomes),
            CutIns.Of(outcomes),
            Elsewhere(policy),
            Grouped(
                outcomes.Where(outcome => outcome.Silence.NominalMs > 0),
                outcome => outcome.Silence.NominalMs.ToString(CultureInfo.InvariantCulture),
                CutIns.Of
            ),
            Grouped(outcomes, outcome => outcome.Clip.Noise, CutIns.Of),
            Grouped(outcomes, outcome => outcome.Clip.Noise, group => DelayFigures.Of(group).Mean),
            AtShortestWaits(policy),
            curve
        );
    }

    private CurvePoint Point(IEndpointingPolicy policy, double factor)
    {
        var outcomes = SilenceOutcome.Of(clips, new ScaledPolicy(policy, factor), charge);
        var cut = CutIns.Of(outcomes);
        return new(Math.Round(factor, 4), cut.Cued, cut.Uncued, cut.All, DelayFigures.Of(outcomes).Mean);
    }

    private double Elsewhere(IEndpointingPolicy policy)
    {
        var replay = new PolicyReplay(policy, charge);
        var cut = clips.Count(clip =>
            clip.Candidates.Any(candidate => candidate.Label is null && replay.Decide(candidate, clip.Clip.Language) is not null)
        );
        return clips.Count == 0 ? 0 : Math.Round((double)cut / clips.Count, 4);
    }

    private Dictionary<string, CurvePoint> AtShortestWaits(IEndpointingPolicy policy)
    {
        var waits = clips.SelectMany(clip =>
            clip.Candidates.Select(candidate =>
                policy.RequiredSilence(
                    new(candidate.Transcript.Text, clip.Clip.Language)
                    {
                        MessageEnd = candidate.MessageEnd?.Probability,
                        SoundEnd = candidate.SoundEnd?.Probability,
                    }
                )
            )
        );
        var shortest = waits.DefaultIfEmpty(TimeSpan.Zero).Min();
        return shortest <= TimeSpan.Zero
            ? []
            : ShortestWaitsMs.ToDictionary(
                wait => wait.ToString(CultureInfo.InvariantCulture),
                wait => Point(policy, wait / shortest.TotalMilliseconds)
            );
    }

    private static Dictionary<string, T> Grouped<T>(
        IEnumerable<SilenceOutcome> outcomes,
        Func<SilenceOutcome, string> key,
        Func<IEnumerable<SilenceOutcome>, T> measure
    ) =>
        outcomes
            .GroupBy(key)
            .OrderBy(group => group.Key.Length)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => measure(group));
}
