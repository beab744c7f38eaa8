using LocalVoice.Server.Access;
using LocalVoice.Server.Access.Secrets;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Telephony.Twilio;

/// <summary>
/// Lets only requests through that Twilio has signed, where the account's auth token is configured; else those that have an API key,
/// as everywhere.
/// </summary>
internal sealed class TwilioFilter(IOptions<LocalVoiceOptions> options, KeyRing keys, ClientSecrets secrets, Refusals refusals)
    : IEndpointFilter
{
    private static readonly Refusal Unsigned = new(
        "signature",
        StatusCodes.Status403Forbidden,
        "invalid_signature",
        $"The request has no valid {TwilioSignature.Header}: it is not Twilio's, or LocalVoice:Telephony:Twilio has another account's "
            + "auth token, or not the PublicUrl that stands in <Stream url>."
    );

    private readonly string? _token = options.Value.Telephony.Twilio.Read().Token;
    private readonly string? _publicUrl = options.Value.Telephony.Twilio.PublicUrl;
    private readonly KeyFilter _keys = new(keys, secrets, refusals);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (_token is null)
        {
            return await _keys.InvokeAsync(context, next);
        }

        var http = context.HttpContext;
        if (TwilioSignature.IsOf(_token, AddressOf(http.Request), http.Request.Headers[TwilioSignature.Header].ToString()))
        {
            return await next(context);
        }

        await refusals.AnswerAsync(http, Unsigned);
        return Results.Empty;
    }

    private string AddressOf(HttpRequest request) =>
        (_publicUrl ?? $"{(request.IsHttps ? "wss" : "ws")}://{request.Host.ToUriComponent()}{request.PathBase}{request.Path}")
        + request.QueryString.ToUriComponent();
}
