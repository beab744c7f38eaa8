using System.Text.Json;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Http.Serving;

/// <summary>
/// A response of server-sent events. It begins with its first event: what fails before is a response with a status of its own,
/// what fails later an event. One writer.
/// </summary>
internal sealed class ServerSentEvents(HttpContext context, ApiFailures failures)
{
    private bool HasBegun { get; set; }

    /// <summary>Writes an event, at once.</summary>
    /// <param name="name">Its <c>event</c> field; null for none.</param>
    public async Task SendAsync(object data, string? name = null)
    {
        Begin();
        var body = context.Response.Body;
        if (name is not null)
        {
            await context.Response.WriteAsync($"event: {name}\n", context.RequestAborted);
        }

        await context.Response.WriteAsync("data: ", context.RequestAborted);
        await JsonSerializer.SerializeAsync(body, data, data.GetType(), ApiJson.Options, context.RequestAborted);
        await context.Response.WriteAsync("\n\n", context.RequestAborted);
        await body.FlushAsync(context.RequestAborted);
    }

    /// <summary>The marker with which some streams end.</summary>
    public Task DoneAsync() => context.Response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);

    /// <summary>Sends what <paramref name="write"/> sends. A failure after the first event is told by one more, an <c>error</c>.</summary>
    /// <param name="failed">Makes the event of a failure; null for the API's error body.</param>
    public async Task RunAsync(Func<Task> write, Func<ApiException, (object Data, string? Name)>? failed = null)
    {
        try
        {
            await write();
        }
        catch (Exception failure) when (HasBegun && !context.RequestAborted.IsCancellationRequested)
        {
            var told = failures.Of(failure, context);
            var (data, name) = failed?.Invoke(told) ?? (ErrorBody.Document(told.Status, told.Code, told.Message, told.Param), null);
            await SendAsync(data, name);
        }
    }

    private void Begin()
    {
        if (!HasBegun)
        {
            HasBegun = true;
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["X-Accel-Buffering"] = "no";
        }
    }
}
