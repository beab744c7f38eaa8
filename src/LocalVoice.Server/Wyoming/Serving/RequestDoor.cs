using LocalVoice.Server.Access;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Health;
using LocalVoice.Server.Protocol;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Wyoming.Serving;

/// <summary>
/// Lets a request in as those over HTTP, with which it counts: once the engines are ready, not while the server stops, and not
/// beside too many others. Thread-safe.
/// </summary>
internal sealed class RequestDoor(EngineReadiness readiness, OpenRequests open, IOptions<LocalVoiceOptions> options)
{
    /// <exception cref="ProtocolException">The engines are not ready.</exception>
    public void RequireReady()
    {
        if (!readiness.IsReady)
        {
            throw Refused(Refusal.NotReady);
        }
    }

    /// <returns>To be disposed when the request has ended.</returns>
    /// <exception cref="ProtocolException">It is not let in; says why, and when to come again.</exception>
    public IDisposable Enter()
    {
        RequireReady();
        return open.Enter(options.Value.Http.MaxRequests) switch
        {
            Entry.Open => new OpenRequest(open),
            Entry.Draining => throw Refused(Refusal.Draining),
            _ => throw Refused(Refusal.Busy),
        };
    }

    private static ProtocolException Refused(Refusal refusal) => new(refusal.Code, refusal.Message);
}

/// <summary>A request that was let in.</summary>
internal sealed class OpenRequest(OpenRequests open) : IDisposable
{
    private int _left;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            open.Leave();
        }
    }
}
