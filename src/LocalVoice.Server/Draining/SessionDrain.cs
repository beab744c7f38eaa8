using LocalVoice.Server.Audit;
using LocalVoice.Server.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Draining;

/// <summary>
/// Before the server stops to listen: waits until every session and request has finished what is under way, at most
/// <see cref="ConnectionOptions.DrainTimeout"/>, and cuts what is left. Then it stops to listen, and waits a moment only for
/// requests that have not been sent to their end.
/// </summary>
internal sealed partial class SessionDrain(
    OpenSessions sessions,
    OpenRequests requests,
    IServer server,
    IOptions<LocalVoiceOptions> options,
    AuditLog audit,
    TimeProvider time,
    ILogger<SessionDrain> logger
) : IHostedLifecycleService
{
    // The host itself would wait for the whole of its own time-out. As for the close of a session's connection.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(2);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var limit = options.Value.Connection.DrainTimeout;
        var begun = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(limit, time);
        var (open, gone) = sessions.Drain();
        var served = requests.Drain();
        Begun(open, limit);
        audit.Add(new("drain.begun") { Sessions = open });
        await using var atDeadline = deadline.Token.Register(sessions.CutShort).ConfigureAwait(false);
        await using var atHostsDeadline = cancellationToken.Register(sessions.CutShort).ConfigureAwait(false);
        await Task.WhenAll(gone, Task.WhenAny(served, sessions.Cut)).ConfigureAwait(false);
        var taken = time.GetElapsedTime(begun);
        var (whole, byThemselves, cut) = sessions.Ends;
        Drained(taken, whole, byThemselves, cut);
        audit.Add(new("drain.ended") { Cut = cut, DurationMs = Math.Round(taken.TotalMilliseconds) });
        using var patience = new CancellationTokenSource(RequestTimeout, time);
        await server.StopAsync(patience.Token).ConfigureAwait(false);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Draining {Sessions} sessions, at most {Limit:g}")]
    private partial void Begun(int sessions, TimeSpan limit);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Drained in {Duration:g}: {Whole} sessions ended whole, {ByThemselves} by themselves, {Cut} were cut"
    )]
    private partial void Drained(TimeSpan duration, int whole, int byThemselves, int cut);
}
