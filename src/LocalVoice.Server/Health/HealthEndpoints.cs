using LocalVoice.Server.Capacity;
using LocalVoice.Server.Draining;

namespace LocalVoice.Server.Health;

/// <summary>
/// <c>/healthz</c>: the process is alive. <c>/readyz</c>: all engines are ready, there is room for another session, and the server
/// is not draining.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok"));
        routes.MapGet("/readyz", Readiness);
    }

    private static IResult Readiness(EngineReadiness readiness, OpenSessions sessions, SessionCapacity capacity)
    {
        var draining = sessions.IsDraining;
        var full = sessions.Count >= capacity.Sessions;
        var ready = readiness.IsReady && !draining && !full;
        return Results.Json(
            new
            {
                ready,
                draining,
                full,
                engines = readiness.States,
            },
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
