using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LocalVoice.Client.Providers.Wire;

namespace LocalVoice.Client.Providers.Http;

/// <summary>Reads a response of server-sent events.</summary>
internal static class EventStream
{
    private const string End = "[DONE]";

    /// <summary>The events' data, until the stream ends or says that it does.</summary>
    /// <exception cref="ClientException">The server tells of an error, or the connection was lost.</exception>
    /// <exception cref="ProtocolViolationException">An event is no JSON.</exception>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(
        HttpResponseMessage response,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = SseParser.Create(body).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(events) is { } data && data != End)
        {
            var json = Parse(data);
            yield return json.Child("error") is { ValueKind: JsonValueKind.Object } error
                ? throw ApiClient.Refusal(error, status: null)
                : json;
        }
    }

    private static async Task<string?> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        try
        {
            return await events.MoveNextAsync() ? events.Current.Data : null;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            throw ApiClient.Lost(lost);
        }
    }

    private static JsonElement Parse(string data)
    {
        try
        {
            return JsonElement.Parse(data);
        }
        catch (JsonException invalid)
        {
            throw new ProtocolViolationException($"An event could not be read: {invalid.Message}");
        }
    }
}
