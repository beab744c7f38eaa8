using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalVoice.Server.Http.Serving;

/// <summary>How the API writes JSON: characters unescaped, nulls written.</summary>
internal static class ApiJson
{
    // Never part of an HTML page: browsers must not guess another content type.
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteJsonAsync(this HttpContext context, object document) => Results.Json(document, Options).ExecuteAsync(context);
}
