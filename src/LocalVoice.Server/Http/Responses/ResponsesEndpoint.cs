using System.Text.Json.Nodes;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Generation;
using LocalVoice.Server.Http.Serving;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Http.Responses;

/// <summary><c>POST /v1/responses</c>. Nothing is stored.</summary>
internal sealed class ResponsesEndpoint(
    TextModel model,
    ProfileCatalog profiles,
    ApiFailures failures,
    TimeProvider time,
    IOptions<LocalVoiceOptions> options
) : IStageEndpoint
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = ResponseRequest.Read(await JsonBody.ReadAsync(context, options.Value.Http), profiles);
        using var slot = await model.EnterAsync(context.RequestAborted);
        var document = new ResponseDocument(request, time.GetUtcNow());
        var response = model.Respond(request.Text);
        await (request.IsStream ? StreamAsync(context, response, document) : AnswerAsync(context, response, document));
    }

    private static async Task AnswerAsync(HttpContext context, TextResponse response, ResponseDocument document)
    {
        var output = new ResponseOutput((_, _) => Task.CompletedTask);
        await foreach (var part in response.GenerateAsync(context.RequestAborted))
        {
            await output.AddAsync(part);
        }

        await output.FinishAsync(Status(response));
        context.Response.Headers.CacheControl = "no-store";
        await context.WriteJsonAsync(document.Write(Status(response), output.Items, response.Usage));
    }

    private Task StreamAsync(HttpContext context, TextResponse response, ResponseDocument document)
    {
        var events = new ServerSentEvents(context, failures);
        var sequence = 0;
        var output = new ResponseOutput((type, fields) => events.SendAsync(Event(type, fields), type));
        return events.RunAsync(WriteAsync, Failed);

        async Task WriteAsync()
        {
            await using var parts = response.GenerateAsync(context.RequestAborted).GetAsyncEnumerator();

            // What fails before the first part is a response with a status of its own.
            var more = await parts.MoveNextAsync();
            await SendAsync("response.created", "in_progress");
            await SendAsync("response.in_progress", "in_progress");
            for (; more; more = await parts.MoveNextAsync())
            {
                await output.AddAsync(parts.Current);
            }

            await output.FinishAsync(Status(response));
            await SendAsync($"response.{Status(response)}", Status(response), response.Usage);
        }

        Task SendAsync(string type, string status, TextUsage? usage = null) =>
            events.SendAsync(Event(type, new() { ["response"] = document.Write(status, output.Items, usage) }), type);

        (object Data, string? Name) Failed(ApiException failure)
        {
            const string Type = "response.failed";
            var failed = document.Write("failed", output.Items, response.Usage, failure);
            return (Event(Type, new() { ["response"] = failed }), Type);
        }

        JsonObject Event(string type, JsonObject fields)
        {
            fields.Insert(0, "type", type);
            fields.Insert(1, "sequence_number", sequence++);
            return fields;
        }
    }

    private static string Status(TextResponse response) => response.IsCutOff ? "incomplete" : "completed";
}
