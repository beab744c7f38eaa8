using System.Text.Json.Serialization;
using LocalVoice.Bench.Turns.Replay;

namespace LocalVoice.Bench.Turns.Figures;

/// <summary>What a policy does on a set. Keys of the tables are milliseconds or names of noises.</summary>
/// <param name="DelayMsMeanAt5pctCutIns">On cued pauses; null when no factor has so few.</param>
/// <param name="DelayMsMeanAt5pctCutInsAll">On pauses of both kinds.</param>
/// <param name="Elsewhere">Share of clips in which a turn was ended within the speech.</param>
/// <param name="AtShortestWaitMs">The policy scaled so that its shortest wait is that long.</param>
public sealed record PolicyFigures(
    [property: JsonPropertyName("delay_ms_mean_at_5pct_cut_ins")] double? DelayMsMeanAt5pctCutIns,
    [property: JsonPropertyName("delay_ms_mean_at_5pct_cut_ins_all")] double? DelayMsMeanAt5pctCutInsAll,
    DelayFigures DelayMs,
    CutIns CutIns,
    double Elsewhere,
    IReadOnlyDictionary<string, CutIns> CutInsByPauseMs,
    IReadOnlyDictionary<string, CutIns> CutInsByNoise,
    IReadOnlyDictionary<string, double?> DelayMsMeanByNoise,
    IReadOnlyDictionary<string, CurvePoint> AtShortestWaitMs,
    IReadOnlyList<CurvePoint> Curve
);
