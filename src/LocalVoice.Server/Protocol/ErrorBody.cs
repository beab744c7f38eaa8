using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalVoice.Server.Protocol;

/// <summary>The body of a refused HTTP request: the protocol's <c>error</c> without an event.</summary>
internal static class ErrorBody
{
    // Never part of an HTML page: the content type is JSON and browsers must not guess another.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="param">The path of the field that is wrong; null where none is.</param>
    public static IResult Of(int status, string code, string message, string? param = null) =>
        Results.Json(Document(status, code, message, param), Readable, statusCode: status);

    /// <summary>The body as an object, for a stream that has begun.</summary>
    public static object Document(int status, string code, string message, string? param = null) =>
        new
        {
            error = new
            {
                type = status >= StatusCodes.Status500InternalServerError ? "server_error" : "invalid_request_error",
                code,
                message,
                param,
            },
        };
}
