using LocalVoice.Server.Access;
using LocalVoice.Server.Audit;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;

namespace LocalVoice.Server.Admin;

/// <summary>
/// What an operator asks, with a key that has the role <c>admin</c>: <c>GET /v1/admin/sessions</c>, who is connected;
/// <c>POST /v1/admin/drain</c>, that the server finishes what is under way and stops, as at SIGTERM.
/// </summary>
internal static class AdminEndpoints
{
    /// <param name="guarded">The group under <c>/v1</c>.</param>
    public static void MapAdmin(this IEndpointRouteBuilder guarded)
    {
        var admin = guarded.MapGroup("/admin").WithMetadata(new NeedsRole(KeyRoles.Admin));
        admin.MapGet("/sessions", (SessionRegister sessions) => Results.Json(Document(sessions.Open)));
        admin.MapPost("/drain", Drain);
    }

    private static IResult Drain(HttpContext context, AuditLog log, OpenSessions sessions, IHostApplicationLifetime lifetime)
    {
        var caller = CallerOf.Request(context);
        log.Add(new("drain.asked") { Key = caller.Key, Address = caller.Address });
        // After the response: whoever stops waits for it.
        context.Response.OnCompleted(() =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
        return Results.Json(new { draining = true, sessions = sessions.Count }, statusCode: StatusCodes.Status202Accepted);
    }

    private static object Document(IReadOnlyList<RegisteredSession> sessions) =>
        new
        {
            @object = "list",
            data = sessions.Select(session => new
            {
                id = session.Id,
                key = session.Caller.Key,
                client_secret = session.Caller.BySecret,
                address = session.Caller.Address,
                transport = session.Transport,
                profile = session.Profile,
                opened_at = session.OpenedAt.ToUnixTimeSeconds(),
            }),
        };
}
