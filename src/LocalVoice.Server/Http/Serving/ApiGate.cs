using System.Globalization;
using LocalVoice.Server.Access;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Health;
using LocalVoice.Server.Protocol;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Http.Serving;

/// <summary>
/// Lets a request through to an endpoint that uses engines: once they are ready, not while the server stops, and not beside too
/// many others. What the endpoint throws becomes the response's error, unless a response has begun: then the connection ends. A
/// client that sends or takes its bytes too slowly is let go.
/// </summary>
internal sealed partial class ApiGate(
    EngineReadiness readiness,
    OpenRequests open,
    Refusals refusals,
    ApiFailures failures,
    TimeProvider time,
    ILogger<ApiGate> logger,
    IOptions<LocalVoiceOptions> options
) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!readiness.IsReady)
        {
            await refusals.AnswerAsync(http, Refusal.NotReady);
            return Results.Empty;
        }

        var entry = open.Enter(options.Value.Http.MaxRequests);
        if (entry is not Entry.Open)
        {
            await refusals.AnswerAsync(http, entry is Entry.Draining ? Refusal.Draining : Refusal.Busy);
            return Results.Empty;
        }

        Pace(http);
        try
        {
            return await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (Exception failure)
        {
            await AnswerAsync(http, failures.Of(failure, http));
        }
        finally
        {
            open.Leave();
        }

        return Results.Empty;
    }

    private void Pace(HttpContext context)
    {
        var limits = options.Value.Http;
        var (method, path, id) = (context.Request.Method, context.Request.Path, context.TraceIdentifier);
        var body = new PacedResponseBody(context.Response.Body, limits.SendTimeout, time, GiveUp);
        context.Request.Body = new PacedRequestBody(context.Request.Body, limits, time);
        context.Response.Body = body;
        context.Features.Set(body);

        void GiveUp()
        {
            TooSlow(method, path, id);
            context.Abort();
        }
    }

    private static async Task AnswerAsync(HttpContext context, ApiException failure)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        if (failure.Status == StatusCodes.Status408RequestTimeout && !HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }

        context.Response.Headers.CacheControl = "no-store";
        if (failure.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        }

        await ErrorBody.Of(failure.Status, failure.Code, failure.Message, failure.Param).ExecuteAsync(context);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Method} {Path} ended ({Id}): its client did not take the response in time (LocalVoice:Http:SendTimeout)"
    )]
    private partial void TooSlow(string method, string path, string id);
}
