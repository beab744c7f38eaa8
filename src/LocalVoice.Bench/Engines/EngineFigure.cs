using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Engines;

/// <summary>A measured quantity of an engine.</summary>
/// <param name="Stage"><c>vad</c>, <c>stt</c>, <c>llm</c> or <c>tts</c>.</param>
/// <param name="Unit">Unit of <paramref name="Values"/>: <c>ms</c>, <c>µs</c>, <c>tokens/s</c> or <c>×</c>.</param>
/// <param name="Conditions">The conditions of the measurement, in words.</param>
public sealed record EngineFigure(string Stage, string Measure, string Unit, Distribution Values, string Conditions)
{
    /// <summary>Percentiles of a rate, where higher is better: p95 is reached by 95 of 100 runs.</summary>
    public static Distribution Rates(IEnumerable<double> values)
    {
        var negative = Distribution.Of(values.Select(value => -value));
        return new Distribution(negative.Count, -negative.P50, -negative.P95, -negative.P99);
    }
}
