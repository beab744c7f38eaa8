using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Access;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;

namespace LocalVoice.Server.Health;

/// <summary><c>GET /v1/stats</c>: sessions, turns, and what each backend's stage took. Since the start; numbers and names only.</summary>
internal static class StatsEndpoint
{
    public static void MapStats(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/stats", (TurnStatistics turns, OpenSessions sessions) => Results.Json(Document(turns.Read(), sessions.Count)))
            .WithMetadata(new NeedsRole(KeyRoles.Talk | KeyRoles.Admin | KeyRoles.Metrics));

    private static object Document(TurnStatisticsReading read, int open) =>
        new
        {
            @object = "localvoice.stats",
            sessions = new { open, opened = read.Sessions },
            turns = new { answered = read.Turns, voice_to_voice_ms = Milliseconds(read.VoiceToVoice) },
            stages = read.Stages.GroupBy(stage => stage.Engine.Stage).ToDictionary(stage => stage.Key, stage => stage.Select(Document)),
        };

    private static object Document(StageStatistics stage) =>
        new
        {
            backend = stage.Engine.Name,
            model = stage.Engine.Model,
            device = stage.Engine.Device,
            turns = stage.Turns,
            fallbacks = stage.Fallbacks,
            ms = Milliseconds(stage.Time),
        };

    private static object Milliseconds(DurationStatistics durations) =>
        new { p50 = Milliseconds(durations.P50), p95 = Milliseconds(durations.P95) };

    private static double? Milliseconds(TimeSpan? duration) => duration is { } known ? Math.Round(known.TotalMilliseconds, 1) : null;
}
