using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Requests;

/// <summary>Reads requests as the services' gateways do.</summary>
internal static class RequestReader
{
    private const string BearerPrefix = "Bearer ";

    /// <summary>The key in <c>Authorization: Bearer</c>; null where there is none.</summary>
    public static string? BearerKey(this HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(BearerPrefix, StringComparison.Ordinal) && header.Length > BearerPrefix.Length
            ? header[BearerPrefix.Length..]
            : null;
    }

    /// <returns>Undefined where the body is not JSON.</returns>
    public static async Task<JsonElement> JsonAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken).ConfigureAwait(false);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    public static RecordedRequest Record(this HttpRequest request, JsonElement body) =>
        new(
            request.Method,
            request.Path + request.QueryString,
            request
                .Headers.Where(header => !header.Key.Equals("authorization", StringComparison.OrdinalIgnoreCase))
                .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            body
        );
}
