using System.Text.Json;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Incoming;
using Microsoft.AspNetCore.Http.Features;

namespace LocalVoice.Server.Http.Serving;

/// <summary>Reads a request's JSON object.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <exception cref="ApiException">No JSON object, or a larger one than is taken.</exception>
    /// <exception cref="ProtocolException">A text in it is none.</exception>
    public static async Task<EventField> ReadAsync(HttpContext context, HttpOptions options)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType,
                "unsupported_media_type",
                "Send the request as JSON, with 'Content-Type: application/json'."
            );
        }

        var json = await ReadAllAsync(context, options.MaxJsonBytes);
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            EventText.Require(json.Span);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? new EventField(document.RootElement.Clone(), "")
                : throw InvalidJson("it is no object");
        }
        catch (JsonException wrong)
        {
            throw InvalidJson($"{wrong.Message.TrimEnd('.')}");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAllAsync(HttpContext context, int most)
    {
        context.TakeAnyLength();
        if (context.Request.ContentLength > most)
        {
            throw TooLarge(most);
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0; )
        {
            if (body.Length + read > most)
            {
                throw TooLarge(most);
            }

            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>The reader counts, and tells what is too long in a response that the client gets to read.</summary>
    public static void TakeAnyLength(this HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }

    private static ApiException TooLarge(int most) =>
        ApiException.TooLarge(
            "The body",
            most,
            $"{LocalVoiceOptions.Section}:{nameof(LocalVoiceOptions.Http)}:{nameof(HttpOptions.MaxJsonBytes)}"
        );

    private static ApiException InvalidJson(string why) =>
        new(StatusCodes.Status400BadRequest, "invalid_json", $"The body is not a JSON object that can be read: {why}.");
}
