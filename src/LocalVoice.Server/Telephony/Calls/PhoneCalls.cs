using System.Diagnostics.Metrics;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Access;
using LocalVoice.Server.Audit;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Storage;
using LocalVoice.Server.Transport;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Telephony.Calls;

/// <summary>Takes calls as the server takes sessions: while it is ready, has room and does not drain.</summary>
internal sealed class PhoneCalls(
    IVoiceSessionFactory sessions,
    ProfileCatalog profiles,
    SessionDoor door,
    OpenSessions open,
    SessionRegister register,
    Refusals refusals,
    StoredSessions stored,
    IOptions<LocalVoiceOptions> options,
    IMeterFactory meters,
    TimeProvider time,
    ILogger<PhoneCalls> logger
)
{
    private const string NotOpened = "not_opened";

    private readonly SessionFailures _failures = new(meters, logger);

    /// <summary>Unless refused, the call counts from here on, until <see cref="Leave"/>.</summary>
    public async Task<Refusal?> EnterAsync(CancellationToken cancellationToken) =>
        door.WhyNotReady ?? await door.EnterAsync(cancellationToken);

    /// <param name="reason">Null for a call that came to nothing.</param>
    public void Leave(CloseReason? reason) =>
        open.Leave(
            reason == CloseReason.ServerStopping ? SessionEnd.Whole
            : reason == CloseReason.Cut ? SessionEnd.Cut
            : SessionEnd.ByItself
        );

    /// <summary>Holds a call that has entered, to its end; the line is hung up then. Never throws.</summary>
    /// <param name="profile">As the call names it; another than the configured ones, and null, are the default one.</param>
    /// <param name="kind">Of line, for the log.</param>
    /// <param name="caller">The other end of the connection, for the audit log.</param>
    /// <param name="gone">Cancelled when the network connection is lost.</param>
    public async Task<CloseReason> TalkAsync(IPhoneLine line, string? profile, string kind, Caller caller, CancellationToken gone)
    {
        var (all, resolved) = (options.Value, profiles.Find(profile));
        IVoiceSession session;
        try
        {
            session = sessions.Open(PhoneSettings.Of(resolved, all.Telephony), stored.Observe(caller.Key, kind));
        }
        catch (Exception failure)
        {
            refusals.Count(NotOpened);
            logger.CallNotOpened(failure, kind);
            await line.HangUpAsync(CloseReason.NotOpened);
            return CloseReason.NotOpened;
        }

        logger.CallOpened(session.Id, kind, resolved.Name);
        register.Opened(session.Id, caller, kind, resolved.Name);
        var reason = await new PhoneCall(
            line,
            session,
            KeysOf(session, resolved, all.Telephony.KeyPause),
            all.Telephony.NormalizeLevel ? new CallerLevel() : null,
            all.Connection,
            open,
            _failures,
            time,
            logger
        ).RunAsync(gone);
        register.Closed(session.Id, reason.Code);
        return reason;
    }

    private KeyPresses? KeysOf(IVoiceSession session, SessionProfile profile, TimeSpan pause) =>
        profile.Keypad || profile.ReadKeys ? new(session, profile.Keypad ? pause : null, time) : null;
}
