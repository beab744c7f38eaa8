using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Http.Serving;

/// <summary>
/// Gives refusals that have no body one in the API's shape: no such address, another method. Browsers that ask for a page
/// elsewhere than under <c>/v1</c> get none.
/// </summary>
internal static class UnknownAddresses
{
    public static void UseApiErrors(this IApplicationBuilder app) =>
        app.UseStatusCodePages(failed => IsForApi(failed.HttpContext.Request) ? AnswerAsync(failed.HttpContext) : Task.CompletedTask);

    private static bool IsForApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
        || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task AnswerAsync(HttpContext context)
    {
        var (status, request) = (context.Response.StatusCode, context.Request);
        var (code, message) = status switch
        {
            StatusCodes.Status404NotFound => (
                "unknown_url",
                $"There is nothing at '{request.Method} {request.Path}'; /openapi.json tells what there is."
            ),
            StatusCodes.Status405MethodNotAllowed => (
                "method_not_allowed",
                $"'{request.Path}' is not used with {request.Method}, but with {context.Response.Headers.Allow}."
            ),
            _ => ("invalid_request", $"The request cannot be served (status {status})."),
        };
        return ErrorBody.Of(status, code, message).ExecuteAsync(context);
    }
}
