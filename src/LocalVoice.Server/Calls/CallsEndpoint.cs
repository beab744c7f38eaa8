using System.Diagnostics.Metrics;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Access;
using LocalVoice.Server.Access.Secrets;
using LocalVoice.Server.Audit;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Sessions;
using LocalVoice.Server.Transport;
using LocalVoice.WebRtc.Calls;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Transport;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Calls;

/// <summary><c>POST /v1/realtime/calls</c>: opens one session per WebRTC call; and the end of a call by its address.</summary>
internal sealed class CallsEndpoint(
    SessionDoor door,
    ProfileCatalog profiles,
    ICallStack stack,
    OpenCalls calls,
    OpenSessions open,
    SessionRegister register,
    Refusals refusals,
    IOptions<LocalVoiceOptions> options,
    TimeProvider time,
    IMeterFactory meters,
    ILogger<CallsEndpoint> logger
)
{
    public const string Path = "/v1/realtime/calls";

    /// <summary>What a WebSocket asks for by a subprotocol, a call asks for in its address.</summary>
    private const string ProtocolParameter = "protocol";

    private const string NotOpened = "not_opened";
    private const string Invalid = "invalid_call";

    private readonly SessionFailures _failures = new(meters, logger);

    public async Task HandleAsync(HttpContext context)
    {
        if ((door.WhyNotReady ?? await door.EnterAsync(context.RequestAborted)) is { } refusal)
        {
            await refusals.AnswerAsync(context, refusal);
            return;
        }

        var isOpen = false;
        try
        {
            var (call, sdp) = await OpenAsync(context);
            isOpen = true;
            _ = ServeAsync(call);
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers.Location = $"{Path}/{call.Id}";
            context.Response.ContentType = CallRequest.SdpType;
            await context.Response.WriteAsync(sdp, context.RequestAborted);
        }
        catch (Exception failure) when (!isOpen)
        {
            await RefuseAsync(context, failure);
        }
        finally
        {
            if (!isOpen)
            {
                open.Leave(SessionEnd.ByItself);
            }
        }
    }

    public Task HangUpAsync(HttpContext context, string id)
    {
        if (calls.TryHangUp(id, Admission.NameOf(context)))
        {
            return Task.CompletedTask;
        }

        return ErrorBody
            .Of(
                StatusCodes.Status404NotFound,
                "call_not_found",
                $"There is no call '{id}' of this key on this server, or it has ended.",
                "call_id"
            )
            .ExecuteAsync(context);
    }

    /// <exception cref="ProtocolException">The client asks for what cannot be.</exception>
    /// <exception cref="SdpException">Its offer cannot be used.</exception>
    /// <exception cref="TransportException">Calls cannot be made, or no more of them.</exception>
    private async Task<(RealtimeCall Call, string Answer)> OpenAsync(HttpContext context)
    {
        var request = await CallRequest.ReadAsync(context.Request, context.RequestAborted) ?? throw new UnsupportedTypeException();
        var configured = Configured(request, context.Features.Get<Admission>()?.Secret);
        var model = configured["model"].TextOrNull() ?? context.Request.Query["model"];
        var profile = profiles.Find(model);
        var wanted = ConnectRequest.Parse(context.Request.Query, profile.Allowed) with
        {
            Model = string.IsNullOrEmpty(model) ? null : model,
            Extensions = context.Request.Query[ProtocolParameter] == Subprotocols.LocalVoice,
        };
        var (network, channels) = stack.Open();
        var peer = PeerCall.Accept(request.Sdp, network, channels, time);
        try
        {
            var (session, state) = door.Open(profile, Framing.Call, wanted, configured, context.Features.Get<Admission>()?.KeyName);
            var call = new RealtimeCall(peer, session, state, options.Value.Connection, open, _failures, time, logger);
            var key = Admission.NameOf(context);
            calls.Add(call, key);
            logger.CallOpened(call.Id, session.Id, profile.Name, key);
            register.Opened(session.Id, CallerOf.Request(context), "webrtc", profile.Name);
            return (call, peer.Answer);
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="ProtocolException">Both the secret and the request say how the session begins.</exception>
    private static EventField Configured(CallRequest request, ClientSecret? secret) =>
        secret is null || secret.Field.IsAbsent ? request.Session
        : request.Session.IsAbsent ? secret.Field
        : throw new ProtocolException(
            "session_already_configured",
            "The client secret says how its session begins: send the offer alone, as 'application/sdp', and changes by session.update.",
            request.Session.Path
        );

    private async Task ServeAsync(RealtimeCall call)
    {
        var end = SessionEnd.ByItself;
        try
        {
            var reason = await call.RunAsync();
            register.Closed(call.SessionId, reason.Code);
            end =
                reason == CloseReason.ServerStopping ? SessionEnd.Whole
                : reason == CloseReason.Cut ? SessionEnd.Cut
                : SessionEnd.ByItself;
        }
        finally
        {
            calls.Remove(call);
            open.Leave(end);
        }
    }

    private Task RefuseAsync(HttpContext context, Exception failure)
    {
        var (status, code, message, param) = failure switch
        {
            ProtocolException wrong => (StatusCodes.Status400BadRequest, wrong.Code, wrong.Message, wrong.Param),
            SdpException wrong => (StatusCodes.Status400BadRequest, "invalid_sdp", wrong.Message, "sdp"),
            UnsupportedTypeException => (
                StatusCodes.Status415UnsupportedMediaType,
                "unsupported_media_type",
                $"Send the offer as '{CallRequest.SdpType}', or as 'multipart/form-data' with the fields 'sdp' and 'session'.",
                null
            ),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (
                StatusCodes.Status413PayloadTooLarge,
                "message_too_long",
                $"The request has more than {BodyLimit.Bytes} bytes: shorten the session.",
                null
            ),
            BadHttpRequestException broken => (
                broken.StatusCode,
                "invalid_request",
                "The request's body is not what HTTP allows, or ended early.",
                null
            ),
            TransportException missing => (StatusCodes.Status503ServiceUnavailable, "calls_unavailable", missing.Message, (string?)null),
            _ => default,
        };
        if (status == 0)
        {
            refusals.Count(NotOpened);
            logger.CallNotOpened(failure, NotOpened);
            return ErrorBody.Of(Refusal.ServerFailed.Status, Refusal.ServerFailed.Code, Refusal.ServerFailed.Message).ExecuteAsync(context);
        }

        refusals.Note(failure is TransportException ? code : Invalid, status);
        return ErrorBody.Of(status, code, message, param).ExecuteAsync(context);
    }

    /// <summary>The body's content type is none of those that are read.</summary>
    private sealed class UnsupportedTypeException : Exception;
}
