using LocalVoice.Simulation.OpenAI.Responses;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>Sends one response at its pace, with its fault.</summary>
internal sealed class ChatReplyWriter(Dialect dialect, HttpContext context, Fault fault, TokenPace pace, TimeProvider time)
{
    public async Task StreamAsync(ChatReply reply, CancellationToken left)
    {
        context.Response.ContentType = ServerSentEvent.MediaType;
        context.Response.Headers.CacheControl = "no-cache";
        byte[] error = [.. dialect.Failure().SelectMany(failure => failure.Bytes)];
        var body = new FaultedBody(context, fault, error, time);
        var words = 0;
        foreach (var item in dialect.Events(reply))
        {
            await pace.UntilAsync(item.IsWord ? words++ : words, left).ConfigureAwait(false);
            if (
                (item == ServerSentEvent.Done && !await body.BeforeEndAsync(left).ConfigureAwait(false))
                || !await body.WriteAsync(item.Bytes, item.IsWord, left).ConfigureAwait(false)
            )
            {
                return;
            }
        }
    }

    public async Task WriteAsync(ChatReply reply, CancellationToken left)
    {
        await pace.UntilAsync(reply.CompletionTokens, left).ConfigureAwait(false);
        await FaultedJson.WriteAsync(context, dialect.Completion(reply), fault, time, left).ConfigureAwait(false);
    }
}
