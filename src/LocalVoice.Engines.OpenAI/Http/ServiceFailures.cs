using System.Net;
using LocalVoice.Remote;

namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>The failures that a service's responses tell, in words for the operator.</summary>
internal sealed class ServiceFailures(RemoteService service)
{
    /// <summary>Of a status that is no success.</summary>
    public async Task<BackendException> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ServiceErrorBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        return Of((int)response.StatusCode, body, RetryAfter.Of(response));
    }

    /// <summary>Of an error that comes as part of a response.</summary>
    public BackendException Amid(ServiceErrorBody body) =>
        Of(
            body.Status
                ?? (
                    body.Has("insufficient_quota") || body.Has("rate_limit_exceeded") ? (int)HttpStatusCode.TooManyRequests
                    : body.Has("invalid_request_error") ? (int)HttpStatusCode.BadRequest
                    : (int)HttpStatusCode.InternalServerError
                ),
            body,
            null,
            " amid its response"
        );

    public BackendException Stalled(string what, TimeSpan limit) =>
        Failure(BackendFault.Stalled, $"sent {what} within {limit.TotalSeconds:0.##} s");

    public BackendException Interrupted(Exception? inner = null) =>
        Failure(BackendFault.Interrupted, "ended the connection amid its response", inner: inner);

    public BackendException Malformed(string what) =>
        Failure(BackendFault.Malformed, $"sent {what}, which its protocol does not allow; check that Url is an OpenAI-compatible API");

    public BackendException Failure(BackendFault fault, string what, TimeSpan? retryAfter = null, Exception? inner = null) =>
        new(fault, $"{service.Title} {what}.", retryAfter, inner);

    private BackendException Of(int status, ServiceErrorBody body, TimeSpan? retryAfter, string when = "")
    {
        var codes = string.Join(", ", [$"{status}", .. body.Codes]);
        return status switch
        {
            // Gemini refuses a key that it does not know with 400.
            401 or 403 => Failure(BackendFault.Unauthorized, $"refused the key{when} ({codes}); check {service.KeyName}"),
            400 when body.Has("API_KEY_INVALID") => Failure(
                BackendFault.Unauthorized,
                $"refused the key ({codes}); check {service.KeyName}"
            ),
            402 => Unpaid(codes),
            429 when body.Has("insufficient_quota") => Unpaid(codes),
            // 498 is Groq's: its flex tier has no capacity.
            429 or 498 => Failure(
                BackendFault.RateLimited,
                $"has had too many requests{Again(retryAfter)} ({codes}); check its limits",
                retryAfter
            ),
            408 or >= 500 => Failure(BackendFault.ServiceError, $"failed{when} ({codes}); check its status page", retryAfter),
            >= 300 and < 400 => Failure(BackendFault.Rejected, $"redirects ({codes}), which is not followed; check Url"),
            _ => Failure(
                BackendFault.Rejected,
                $"did not accept the request{when} ({codes}); check Model '{service.Model}' and the options"
            ),
        };
    }

    private BackendException Unpaid(string codes) =>
        Failure(BackendFault.PaymentRequired, $"has no credit left for the account of {service.KeyName} ({codes}); check its billing");

    private static string Again(TimeSpan? retryAfter) => retryAfter is { } wait ? $" and asks to wait {wait.TotalSeconds:0.##} s" : "";
}
