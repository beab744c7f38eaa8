using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LocalVoice.Client.Providers.Wire;

namespace LocalVoice.Client.Providers.Http;

/// <summary>Requests to a server's API. What it refuses is told in its own words. Thread-safe.</summary>
/// <param name="http">Not disposed; null for one of its own, without a time-out: a long recording takes its time.</param>
/// <param name="apiKey">Null for none.</param>
internal sealed class ApiClient(HttpClient? http, string? apiKey) : IDisposable
{
    private const int BlockBytes = 16 * 1024;
    private readonly HttpClient _http = http ?? new HttpClient { Timeout = Timeout.InfiniteTimeSpan };

    /// <param name="content">Not disposed: it may hold a stream of the caller's.</param>
    /// <returns>A response that has begun, and is a success.</returns>
    /// <exception cref="ClientException">No server answers, or it refuses the request.</exception>
    public async Task<HttpResponseMessage> PostAsync(Uri url, HttpContent content, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        if (apiKey is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }

        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new ClientException(
                $"No voice server answers at {url}: {failure.Message.TrimEnd('.')}.",
                "Start one with 'localvoice serve', or give its address.",
                ClientFault.Unavailable
            );
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await RefusalAsync(response, cancellationToken);
        }
    }

    /// <summary>The whole body.</summary>
    /// <exception cref="ClientException">The connection was lost.</exception>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            throw Lost(lost);
        }
    }

    /// <summary>The body as it comes, in parts of an even number of bytes but for the last: 16-bit samples stay whole.</summary>
    /// <exception cref="ClientException">The connection was lost.</exception>
    public static async IAsyncEnumerable<byte[]> ReadPartsAsync(
        HttpResponseMessage response,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var block = new byte[BlockBytes];
        var kept = 0;
        while (true)
        {
            var count = await ReadAsync(body, block.AsMemory(kept), cancellationToken);
            var whole = count == 0 ? kept : (kept + count) / 2 * 2;
            if (whole > 0)
            {
                yield return block[..whole];
            }

            if (count == 0)
            {
                yield break;
            }

            kept = kept + count - whole;
            if (kept > 0)
            {
                block[0] = block[whole];
            }
        }
    }

    public void Dispose()
    {
        if (http is null)
        {
            _http.Dispose();
        }
    }

    /// <summary>That the server ended a response before its end.</summary>
    public static ClientException Lost(Exception cause) =>
        new($"The server ended its response: {cause.Message.TrimEnd('.')}.", "Its log tells why.", ClientFault.Unavailable);

    /// <param name="error">The <c>error</c> object of the API.</param>
    /// <param name="status">Null where the response had begun.</param>
    public static ClientException Refusal(JsonElement error, HttpStatusCode? status)
    {
        var code = error.Text("code") is { } known ? $" ({known})" : "";
        return new(
            $"The voice server {(status is null ? "failed" : $"refuses the request with status {(int)status}")}{code}: "
                + (error.Text("message") ?? "it does not say why."),
            status switch
            {
                HttpStatusCode.Unauthorized => "Its operator makes a key with 'localvoice keys new NAME'; give it as the API key.",
                HttpStatusCode.NotFound => "Is it a LocalVoice server that has this address?",
                HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => "Try again in a few seconds.",
                >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => "Change the request.",
                _ => "Its log tells why.",
            },
            status switch
            {
                HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => ClientFault.Busy,
                null or >= HttpStatusCode.InternalServerError => ClientFault.Unavailable,
                _ => ClientFault.Refused,
            }
        );
    }

    private static async Task<int> ReadAsync(Stream body, Memory<byte> into, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(into, cancellationToken);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            throw Lost(lost);
        }
    }

    private static async Task<ClientException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(response, cancellationToken);
        try
        {
            using var json = JsonDocument.Parse(body);
            return Refusal(json.RootElement.Child("error"), response.StatusCode);
        }
        catch (JsonException)
        {
            return Refusal(default, response.StatusCode);
        }
    }
}
