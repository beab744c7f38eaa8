using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Engines;
using LocalVoice.Server.Access;
using LocalVoice.Server.Capacity;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Health;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Sessions;
using LocalVoice.Server.Storage;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Transport;

/// <summary>Opens sessions, whatever carries them: as many as the server takes, and as their clients ask.</summary>
internal sealed class SessionDoor(
    IVoiceSessionFactory sessions,
    EngineReadiness readiness,
    OpenSessions open,
    SessionCapacity capacity,
    IOptions<LocalVoiceOptions> options,
    IOptions<PipelineOptions> pipeline,
    StoredSessions stored,
    TimeProvider time
)
{
    public Refusal? WhyNotReady => readiness.IsReady ? null : Refusal.NotReady;

    /// <summary>Unless refused, the session counts from here on, until <see cref="OpenSessions.Leave"/>.</summary>
    public async Task<Refusal?> EnterAsync(CancellationToken cancellationToken)
    {
        await capacity.Known.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return open.Enter(capacity.Sessions) switch
        {
            Entry.Draining => Refusal.Draining,
            Entry.Full => Refusal.Full,
            _ => null,
        };
    }

    /// <param name="configured">How the session begins, as in <c>session.update</c>; absent for the profile's own.</param>
    /// <param name="caller">The name of the key that admitted the client; null for none.</param>
    /// <exception cref="ProtocolException">What is asked for cannot be, such as a language that no engine knows.</exception>
    public (IVoiceSession Session, SessionState State) Open(
        SessionProfile profile,
        Framing framing,
        ConnectRequest request,
        EventField configured,
        string? caller
    )
    {
        var expiry = time.GetUtcNow() + options.Value.Connection.SessionLifetime;
        var state = new SessionState(profile, framing, request, pipeline.Value.Conversation, expiry, configured);
        try
        {
            var session = sessions.Open(state.Proposed, stored.Observe(caller, framing == Framing.Call ? "webrtc" : "websocket"));
            state.Identify(session.Id);
            return (session, state);
        }
        catch (EngineException unknown) when (request.Language is not null)
        {
            throw ConnectRequest.InvalidLanguage(unknown.Message);
        }
        catch (EngineException unknown) when (!configured.IsAbsent)
        {
            throw new ProtocolException("invalid_value", unknown.Message, configured.Path);
        }
    }
}
