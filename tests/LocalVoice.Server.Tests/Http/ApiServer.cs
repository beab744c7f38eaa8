using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LocalVoice.Core.Text;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Http;

/// <summary>A real server on fake engines, and an HTTP client of it.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private ApiServer(RunningServer server, ScenarioEngines engines) => (Server, Engines) = (server, engines);

    public RunningServer Server { get; }

    public ScenarioEngines Engines { get; }

    public static Task<ApiServer> StartAsync(params string[] settings) => StartOnAsync(new(), settings);

    public static async Task<ApiServer> StartOnAsync(ScenarioEngines engines, params string[] settings)
    {
        var server = await RunningServer.StartAsync(
            services =>
            {
                services.AddSingleton(engines.ToCatalog());
                services.AddSingleton(SpokenTextPreparations.WithoutLexicons);
            },
            settings
        );
        return new(server, engines);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new(HttpMethod.Get, At(path)));

    public Task<HttpResponseMessage> PostAsync(string path, string json, CancellationToken cancellationToken = default) =>
        PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), cancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent body, CancellationToken cancellationToken = default) =>
        SendAsync(new(HttpMethod.Post, At(path)) { Content = body }, cancellationToken);

    /// <param name="fields">As <c>name=value</c>.</param>
    public Task<HttpResponseMessage> TranscribeAsync(byte[] file, params string[] fields) =>
        PostAsync("/v1/audio/transcriptions", Form(file, fields));

    /// <param name="fields">As <c>name=value</c>.</param>
    public static MultipartFormDataContent Form(byte[]? file, params string[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var field in fields)
        {
            var at = field.IndexOf('=', StringComparison.Ordinal);
            form.Add(new StringContent(field[(at + 1)..]), field[..at]);
        }

        if (file is not null)
        {
            var part = new ByteArrayContent(file);
            part.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
            form.Add(part, "file", "speech.wav");
        }

        return form;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        var timeout = TestClient.EventTimeout();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout, cancellationToken);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private Uri At(string path) => new(Server.Address, path);
}

/// <summary>Short ways into a response.</summary>
internal static class ApiResponses
{
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> responding)
    {
        using var response = await responding;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Status, code and param of a refusal, whose body must have the API's shape.</summary>
    public static async Task<(int Status, string? Code, string? Param)> RefusalAsync(this Task<HttpResponseMessage> responding)
    {
        using var response = await responding;
        var text = await response.Content.ReadAsStringAsync();
        Assert.False(response.IsSuccessStatusCode, text);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        Assert.Equal(["code", "message", "param", "type"], error.EnumerateObject().Select(field => field.Name).Order());
        Assert.NotEmpty(error.Text("message")!);
        Assert.Equal((int)response.StatusCode >= 500 ? "server_error" : "invalid_request_error", error.Text("type"));
        return ((int)response.StatusCode, error.Text("code"), error.Text("param"));
    }

    /// <summary>The data of server-sent events, in order; <c>[DONE]</c> as a text.</summary>
    public static async Task<IReadOnlyList<JsonElement>> EventsAsync(this Task<HttpResponseMessage> responding)
    {
        using var response = await responding;
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return
        [
            .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(block => block.Split('\n').Single(line => line.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..])
                .Select(data => JsonDocument.Parse(data == "[DONE]" ? "\"[DONE]\"" : data).RootElement),
        ];
    }

    public static string Joined(this IEnumerable<JsonElement> events, string type, string field) =>
        string.Concat(events.Where(one => one.Type() == type).Select(one => one.Text(field)));
}
