using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Responses;

/// <summary>Sends a body that is not streamed, with its fault.</summary>
internal static class FaultedJson
{
    /// <summary>Faults count pieces of this size.</summary>
    private const int PieceBytes = 64;

    public static Task WriteAsync(HttpContext context, JsonNode body, Fault fault, TimeProvider time, CancellationToken left) =>
        WriteAsync(context, WireJson.Bytes(body), "application/json", fault, time, left);

    public static async Task WriteAsync(
        HttpContext context,
        byte[] bytes,
        string mediaType,
        Fault fault,
        TimeProvider time,
        CancellationToken left
    )
    {
        // No protocol has an error amid JSON: the whole fails instead.
        if (fault.Kind == FaultKind.ErrorAmid)
        {
            throw new RefusedException(new Refusal.Failed());
        }

        context.Response.ContentType = mediaType;
        var writer = new FaultedBody(context, fault, default, time);
        foreach (var piece in bytes.Chunk(PieceBytes))
        {
            if (!await writer.WriteAsync(piece, isWord: true, left).ConfigureAwait(false))
            {
                return;
            }
        }

        await writer.BeforeEndAsync(left).ConfigureAwait(false);
    }
}
