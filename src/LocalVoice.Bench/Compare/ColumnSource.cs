using LocalVoice.Bench.Compare.Prices;

namespace LocalVoice.Bench.Compare;

/// <summary>What a column was measured on.</summary>
/// <param name="Backends">As asked for.</param>
/// <param name="Pipeline">As in <see cref="ColumnFigures.Pipeline"/>.</param>
/// <param name="RttMs">Round trip of the simulated network; null where nothing is simulated.</param>
/// <param name="Stages"><c>stt</c>, <c>llm</c>, <c>tts</c>.</param>
/// <param name="Charged">What is paid for beside what the turns' timelines name.</param>
public sealed record ColumnSource(
    string Backends,
    string Pipeline,
    double? RttMs,
    IReadOnlyDictionary<string, StageSource> Stages,
    IReadOnlyList<ChargedService> Charged
)
{
    public const string Whole = "whole";
}

/// <summary>The backend of a stage.</summary>
/// <param name="Simulated">Whether its service is not really reached.</param>
public sealed record StageSource(string Backend, bool Simulated);
