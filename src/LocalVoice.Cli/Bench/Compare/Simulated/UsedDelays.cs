using LocalVoice.Bench.Compare;
using LocalVoice.Simulation.Delays;

namespace LocalVoice.Cli.Bench.Compare.Simulated;

/// <summary>The published delays that a run uses, for its report.</summary>
internal sealed class UsedDelays
{
    private const string Common = "openai";

    private readonly List<SimulatedDelay> _lines = [];

    public IReadOnlyList<SimulatedDelay> Lines => [.. _lines.Distinct()];

    /// <summary>A step that takes its median every time.</summary>
    /// <param name="service">One that has no such step is taken to be like the one whose protocol it speaks.</param>
    public TimeSpan Median(string service, string step)
    {
        var rows = ProviderDelays.Published.Rows.Where(row => row.Step == step).ToList();
        var used = rows.Find(row => row.Service == service) ?? rows.Find(row => row.Service == Common)!;
        Add(used with { P95 = null });
        return used.P50;
    }

    /// <summary>Steps that the simulation draws by itself.</summary>
    /// <param name="steps">How their names begin.</param>
    public void Draws(string service, params ReadOnlySpan<string> steps)
    {
        foreach (var row in ProviderDelays.Published.Rows.Where(row => row.Service == service))
        {
            foreach (var step in steps)
            {
                if (row.Step.StartsWith(step, StringComparison.Ordinal))
                {
                    Add(row);
                }
            }
        }
    }

    private void Add(ProviderDelay row) =>
        _lines.Add(
            new(
                row.Service,
                row.Step,
                row.Kind.ToString().ToLowerInvariant(),
                row.P50.TotalMilliseconds,
                row.P95?.TotalMilliseconds,
                row.Date,
                row.Title,
                row.Address
            )
        );
}
