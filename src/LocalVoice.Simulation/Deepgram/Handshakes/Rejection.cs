using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.Deepgram.Handshakes;

/// <summary>
/// A request that the service does not take, in its words: developers.deepgram.com/docs/errors; the header
/// <c>dg-error</c> as developers.deepgram.com/docs/stt-troubleshooting-websocket-data-and-net-errors has it.
/// </summary>
/// <param name="Code">The <c>err_code</c>.</param>
/// <param name="Message">The <c>err_msg</c>.</param>
internal sealed record Rejection(int Status, string Code, string Message)
{
    public static Rejection Unauthorized { get; } = new(StatusCodes.Status401Unauthorized, "INVALID_AUTH", "Invalid credentials.");

    public static Rejection PaymentRequired { get; } =
        new(
            StatusCodes.Status402PaymentRequired,
            "ASR_PAYMENT_REQUIRED",
            "Project does not have enough credits for an ASR request and does not have an overage agreement."
        );

    public static Rejection TooManyRequests { get; } =
        new(StatusCodes.Status429TooManyRequests, "TOO_MANY_REQUESTS", "Too many requests. Please try again later");

    public static Rejection Unavailable { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "Service Unavailable", "Please try again later");

    public static Rejection NoSuchModel { get; } = BadRequest("Bad Request: No such model/version combination found.");

    /// <summary>Null: the client is not told.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Rejection BadRequest(string message) => new(StatusCodes.Status400BadRequest, "Bad Request", message);

    /// <summary>The words are those of a real response: github.com/deepgram/deepgram-python-sdk/issues/279, 31 January 2024.</summary>
    public static Rejection InvalidValue(string name, string value) =>
        new(StatusCodes.Status400BadRequest, "INVALID_QUERY_PARAMETER", $"Invalid '{name}' value of '{value}'.");

    public static Rejection Unreadable(string why) =>
        new(StatusCodes.Status400BadRequest, "INVALID_QUERY_PARAMETER", $"Failed to deserialize query parameters: {why}");

    /// <param name="requestId">Already in the header <c>dg-request-id</c>.</param>
    public Task WriteAsync(HttpResponse response, string requestId)
    {
        response.StatusCode = Status;
        response.Headers["dg-error"] = Message;
        response.ContentType = "application/json";
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", null);
        }

        var body = new Dictionary<string, string>
        {
            ["err_code"] = Code,
            ["err_msg"] = Message,
            ["request_id"] = requestId,
        };
        return response.WriteAsync(JsonSerializer.Serialize(body));
    }
}
