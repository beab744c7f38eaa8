using System.Text;
using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.Tests.OpenAI;

/// <summary>HTTP as the bytes are, without any library of a provider.</summary>
internal sealed class RawClient(string? key = RawClient.Key) : IDisposable
{
    public const string Key = "sk-simulated-key-000";

    private readonly HttpClient _client = new();

    public async Task<HttpResponseMessage> PostAsync(Uri address, string path, string json, CancellationToken cancellationToken = default)
    {
        var request = Request(HttpMethod.Post, address, path);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async Task<HttpResponseMessage> PostAsync(Uri address, string path, HttpContent content)
    {
        var request = Request(HttpMethod.Post, address, path);
        request.Content = content;
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Task<HttpResponseMessage> GetAsync(Uri address, string path) => _client.SendAsync(Request(HttpMethod.Get, address, path));

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(HttpMethod method, Uri address, string path)
    {
        var request = new HttpRequestMessage(method, $"{address}/{path}");
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        return request;
    }
}

internal static class RawResponses
{
    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>The events as they came, each with its lines.</summary>
    public static async Task<string[]> EventsAsync(this HttpResponseMessage response) =>
        (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What changes from run to run, made plain.</summary>
    public static string Header(this HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));
}
