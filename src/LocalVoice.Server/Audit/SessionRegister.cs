using System.Collections.Concurrent;

namespace LocalVoice.Server.Audit;

/// <summary>Who has which session open; each one's begin and end are told to the audit log. Thread-safe.</summary>
internal sealed class SessionRegister(AuditLog log, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RegisteredSession> _open = new(StringComparer.Ordinal);

    /// <summary>In the order in which they were opened.</summary>
    public IReadOnlyList<RegisteredSession> Open => [.. _open.Values.OrderBy(session => session.OpenedAt)];

    public void Opened(string id, Caller caller, string transport, string profile)
    {
        var session = new RegisteredSession(id, caller, transport, profile, time.GetUtcNow(), time.GetTimestamp());
        _open[id] = session;
        log.Add(RecordOf(session, "session.opened"));
    }

    /// <param name="reason">A code, no words.</param>
    public void Closed(string id, string reason)
    {
        if (_open.TryRemove(id, out var session))
        {
            log.Add(
                RecordOf(session, "session.closed") with
                {
                    OpenedAt = session.OpenedAt,
                    Reason = reason,
                    DurationMs = Math.Round(time.GetElapsedTime(session.Opened).TotalMilliseconds),
                }
            );
        }
    }

    private static AuditRecord RecordOf(RegisteredSession session, string happening) =>
        new(happening)
        {
            Session = session.Id,
            Key = session.Caller.Key,
            ClientSecret = session.Caller.BySecret ? true : null,
            Address = session.Caller.Address,
            Transport = session.Transport,
            Profile = session.Profile,
        };
}

/// <summary>A session that is open.</summary>
/// <param name="Opened">A timestamp of the server's clock.</param>
internal sealed record RegisteredSession(string Id, Caller Caller, string Transport, string Profile, DateTimeOffset OpenedAt, long Opened);
