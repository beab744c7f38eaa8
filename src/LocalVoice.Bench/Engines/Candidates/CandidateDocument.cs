using System.Globalization;
using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Engines.Candidates;

/// <summary>The document of <c>bench-engines --json</c> with candidates.</summary>
/// <param name="Failures">Candidate → why it was not measured to the end.</param>
public sealed record CandidateDocument(
    DateTimeOffset Date,
    MachineInfo Machine,
    string Label,
    IReadOnlyList<CandidateFigure> Figures,
    IReadOnlyDictionary<string, string> Failures
)
{
    /// <summary>A sentence per figure.</summary>
    public IReadOnlyList<string> Verdicts => [.. Figures.Select(CandidateVerdict.Of)];

    /// <summary>The report as a Markdown table, and the verdicts.</summary>
    public IEnumerable<string> Lines()
    {
        var label = Label.Length > 0 ? $" (**{Label}**)" : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"Models in turns{label}, {Date:yyyy-MM-dd}, {Machine}");
        yield return "";
        yield return "| stage | measured | model | p50 | p95 | unit | rounds |";
        yield return "|---|---|---|---:|---:|---|---:|";
        foreach (var figure in Figures)
        {
            foreach (var model in figure.Models)
            {
                yield return $"| {figure.Stage} | {figure.Measure} | {model.Model} | {CandidateVerdict.Number(model)} | "
                    + $"{CandidateVerdict.Number(model.Values.P95)} | {figure.Unit} | {model.Values.Count} |";
            }
        }

        yield return "";
        foreach (var verdict in Verdicts)
        {
            yield return verdict;
        }

        foreach (var (candidate, reason) in Failures)
        {
            yield return $"{candidate}: not measured: {reason}";
        }
    }
}
