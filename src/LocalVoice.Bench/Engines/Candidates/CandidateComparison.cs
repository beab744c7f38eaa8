using LocalVoice.Bench.Report;
using LocalVoice.Engines;

namespace LocalVoice.Bench.Engines.Candidates;

/// <summary>
/// Measures candidates in turns within one run, each round beginning with another one: on a shared machine, figures of
/// different minutes say nothing about each other. A failing candidate does not prevent the others from being measured.
/// </summary>
public sealed class CandidateComparison(Repetitions repetitions)
{
    private readonly Dictionary<string, string> _failures = [];

    /// <summary>Candidate → why it was not measured to the end.</summary>
    public IReadOnlyDictionary<string, string> Failures => _failures;

    /// <param name="candidates">Of one stage, at least one.</param>
    public async Task<IReadOnlyList<CandidateFigure>> RunAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var figures = new List<CandidateFigure>();
        for (var measure = 0; measure < candidates[0].Measures.Count; measure++)
        {
            var values = await RoundsAsync(candidates, measure, cancellationToken);
            if (values.Count > 0)
            {
                figures.Add(Figure(candidates[0].Stage, candidates[0].Measures[measure], values));
            }
        }

        return figures;
    }

    private async Task<Dictionary<string, List<double>>> RoundsAsync(
        IReadOnlyList<Candidate> candidates,
        int measure,
        CancellationToken cancellationToken
    )
    {
        var values = new Dictionary<string, List<double>>();
        for (var round = 0; round < repetitions.WarmUps + repetitions.Count; round++)
        {
            for (var turn = 0; turn < candidates.Count; turn++)
            {
                var candidate = candidates[(round + turn) % candidates.Count];
                if (
                    !_failures.ContainsKey(candidate.Name)
                    && await TryAsync(candidate, measure, round, cancellationToken) is { } value
                    && round >= repetitions.WarmUps
                )
                {
                    (values.TryGetValue(candidate.Name, out var known) ? known : values[candidate.Name] = []).Add(value);
                }
            }
        }

        return values.Where(pair => pair.Value.Count == repetitions.Count).ToDictionary();
    }

    private async Task<double?> TryAsync(Candidate candidate, int measure, int round, CancellationToken cancellationToken)
    {
        try
        {
            return await candidate.Measures[measure].RunAsync(round, cancellationToken);
        }
        catch (EngineException failure)
        {
            _failures[candidate.Name] = failure.Message;
            return null;
        }
    }

    private static CandidateFigure Figure(string stage, CandidateMeasure measure, Dictionary<string, List<double>> values)
    {
        var sign = measure.Better is Better.Lower ? 1 : -1;
        var models = values
            .Select(pair => new CandidateValues(
                pair.Key,
                measure.Better is Better.Lower ? Distribution.Of(pair.Value) : EngineFigure.Rates(pair.Value)
            ))
            .OrderBy(model => sign * model.Values.P50)
            .ToList();
        var lead = models.Count > 1 ? Lead(values[models[0].Model], values[models[1].Model], sign) : null;
        return new(stage, measure.Name, measure.Unit, models, lead);
    }

    private static CandidateLead Lead(List<double> best, List<double> next, int sign)
    {
        double[] ratios = [.. best.Zip(next, (first, second) => first / second).Order()];
        var won = ratios.Count(ratio => sign * ratio < sign);
        return new(Distribution.Of(ratios).P50!.Value, won >= 0.75 * ratios.Length);
    }
}
