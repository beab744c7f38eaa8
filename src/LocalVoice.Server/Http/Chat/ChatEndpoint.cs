using System.Text;
using System.Text.Json.Nodes;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Generation;
using LocalVoice.Server.Http.Serving;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Http.Chat;

/// <summary><c>POST /v1/chat/completions</c>.</summary>
internal sealed class ChatEndpoint(
    TextModel model,
    ProfileCatalog profiles,
    ApiFailures failures,
    TimeProvider time,
    IOptions<LocalVoiceOptions> options
) : IStageEndpoint
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = ChatRequest.Read(await JsonBody.ReadAsync(context, options.Value.Http), profiles);
        using var slot = await model.EnterAsync(context.RequestAborted);
        var documents = new ChatDocuments(request.Text, time.GetUtcNow());
        var response = model.Respond(request.Text);
        await (request.IsStream ? StreamAsync(context, request, response, documents) : AnswerAsync(context, response, documents));
    }

    private static async Task AnswerAsync(HttpContext context, TextResponse response, ChatDocuments documents)
    {
        var words = new StringBuilder();
        var calls = new List<CallPart>();
        await foreach (var part in response.GenerateAsync(context.RequestAborted))
        {
            switch (part)
            {
                case WordsPart said:
                    words.Append(said.Text);
                    break;
                case CallPart call:
                    calls.Add(call);
                    break;
            }
        }

        var text = words.Length == 0 && calls.Count > 0 ? null : words.ToString();
        context.Response.Headers.CacheControl = "no-store";
        await context.WriteJsonAsync(documents.Whole(text, calls, response));
    }

    private Task StreamAsync(HttpContext context, ChatRequest request, TextResponse response, ChatDocuments documents)
    {
        var events = new ServerSentEvents(context, failures);
        return events.RunAsync(async () =>
        {
            var calls = 0;
            var begun = false;
            await foreach (var part in response.GenerateAsync(context.RequestAborted))
            {
                await BeginAsync();
                var delta = part switch
                {
                    CallPart call => new JsonObject { ["tool_calls"] = new JsonArray(ChatDocuments.Call(call, calls++)) },
                    WordsPart words => new JsonObject { ["content"] = words.Text },
                    _ => [],
                };
                await SendAsync(delta);
            }

            await BeginAsync();
            await SendAsync([], ChatDocuments.FinishReason(response));
            if (request.WithUsage)
            {
                await events.SendAsync(documents.UsageChunk(response.Usage));
            }

            await events.DoneAsync();

            async Task BeginAsync()
            {
                if (!begun)
                {
                    begun = true;
                    await SendAsync(
                        new JsonObject
                        {
                            ["role"] = "assistant",
                            ["content"] = "",
                            ["refusal"] = null,
                        }
                    );
                }
            }

            Task SendAsync(JsonObject delta, string? finishReason = null) =>
                events.SendAsync(documents.Chunk(delta, request.WithUsage, finishReason));
        });
    }
}
