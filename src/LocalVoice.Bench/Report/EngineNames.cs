using System.Text.Json;
using LocalVoice.Client;

namespace LocalVoice.Bench.Report;

/// <summary>The engine of each stage, from the server's timelines.</summary>
public sealed record EngineNames(IReadOnlyDictionary<string, string> Models, IReadOnlyDictionary<string, string> Packages)
{
    public static EngineNames Of(IEnumerable<SpokenTurn> turns) => Of(turns.Select(turn => turn.Timeline));

    /// <param name="timelines">Null for a turn without one.</param>
    public static EngineNames Of(IEnumerable<JsonElement?> timelines)
    {
        var models = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var packages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var timeline in timelines.OfType<JsonElement>())
        {
            if (!timeline.TryGetProperty("engines", out var engines))
            {
                continue;
            }

            foreach (var engine in engines.EnumerateArray())
            {
                string Text(string property) => engine.GetProperty(property).GetString() ?? "";
                models[Text("stage")] = $"{Text("name")} {Text("model")} ({Text("device")})";
                packages[Text("stage")] = Text("package");
            }
        }

        return new EngineNames(models, packages);
    }
}
