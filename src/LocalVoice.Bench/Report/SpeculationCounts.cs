using System.Text.Json;
using LocalVoice.Client;

namespace LocalVoice.Bench.Report;

/// <summary>How often work started in the silence was used, and how often discarded.</summary>
public sealed record SpeculationCounts(int Used, int Wasted)
{
    public static SpeculationCounts Of(IEnumerable<SpokenTurn> turns)
    {
        var counts = turns
            .Select(turn => turn.Timeline)
            .OfType<JsonElement>()
            .Where(timeline => timeline.TryGetProperty("speculations", out _))
            .Select(timeline => timeline.GetProperty("speculations"))
            .ToList();
        return new SpeculationCounts(
            counts.Sum(count => count.GetProperty("used").GetInt32()),
            counts.Sum(count => count.GetProperty("wasted").GetInt32())
        );
    }
}
