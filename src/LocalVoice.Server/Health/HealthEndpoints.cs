using LocalVoice.Server.Draining;

namespace LocalVoice.Server.Health;

/// <summary><c>/healthz</c>: the process is alive. <c>/readyz</c>: all engines are ready, and the server is not draining.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok"));
        routes.MapGet("/readyz", Readiness);
    }

    private static IResult Readiness(EngineReadiness readiness, OpenSessions sessions)
    {
        var draining = sessions.IsDraining;
        var ready = readiness.IsReady && !draining;
        return Results.Json(
            new
            {
                ready,
                draining,
                engines = readiness.States,
            },
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
