using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Responses;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>Sends one response at its pace, with its fault.</summary>
internal sealed class ChatReplyWriter(Dialect dialect, HttpContext context, Fault fault, TokenPace pace, TimeProvider time)
{
    /// <summary>Pieces of a body that is not streamed; faults count these.</summary>
    private const int PieceBytes = 64;

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
        // No protocol has an error amid JSON: the whole fails instead.
        if (fault.Kind == FaultKind.ErrorAmid)
        {
            throw new RefusedException(new Refusal.Failed());
        }

        await pace.UntilAsync(reply.CompletionTokens, left).ConfigureAwait(false);
        context.Response.ContentType = "application/json";
        var body = new FaultedBody(context, fault, default, time);
        foreach (var piece in WireJson.Bytes(dialect.Completion(reply)).Chunk(PieceBytes))
        {
            if (!await body.WriteAsync(piece, isWord: true, left).ConfigureAwait(false))
            {
                return;
            }
        }

        await body.BeforeEndAsync(left).ConfigureAwait(false);
    }
}
