using LocalVoice.Server.Capacity;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Storage;

namespace LocalVoice.Server.Health;

/// <summary>
/// <c>/healthz</c>: the process is alive. <c>/readyz</c>: all engines are ready, there is room for another session, and the server
/// is not draining. A store of conversations that fails is told, and takes nothing from its readiness: calls go on.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok"));
        routes.MapGet("/readyz", Readiness);
    }

    private static IResult Readiness(EngineReadiness readiness, OpenSessions sessions, SessionCapacity capacity, StoredSessions stored)
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
                store = stored.Health,
            },
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
