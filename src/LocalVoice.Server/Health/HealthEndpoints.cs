namespace LocalVoice.Server.Health;

/// <summary><c>/healthz</c>: the process is alive. <c>/readyz</c>: all engines are ready.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok"));
        routes.MapGet(
            "/readyz",
            (EngineReadiness readiness) =>
                Results.Json(
                    new { ready = readiness.IsReady, engines = readiness.States },
                    statusCode: readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
                )
        );
    }
}
