using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LocalVoice.Server.Calls;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Calls;
using LocalVoice.Testing.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Calls;

/// <summary>A real server whose calls' network is the test.</summary>
internal sealed class CallServer : IAsyncDisposable
{
    private const string Calls = "/v1/realtime/calls";
    private static readonly HttpClient Http = new();
    private RunningServer _server = null!;

    public RunningServer Server => _server;

    public FakeCallStack Stack { get; } = new();

    public FakePeerNetwork Network => Stack.Network;

    public FakeDataChannelFactory Channels => Stack.Channels;

    public static async Task<CallServer> StartAsync(params string[] args)
    {
        var calls = new CallServer();
        calls._server = await RunningServer.StartAsync(services => services.AddSingleton<ICallStack>(calls.Stack), args);
        return calls;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    /// <summary>Posts an offer.</summary>
    /// <param name="key">Null for none.</param>
    public Task<HttpResponseMessage> PostAsync(string sdp, string query = "", string? key = null) =>
        SendAsync(new StringContent(sdp, new MediaTypeHeaderValue("application/sdp")), $"{Calls}{query}", key);

    public Task<HttpResponseMessage> PostFormAsync(string sdp, string session, string? key = null) =>
        SendAsync(
            new MultipartFormDataContent { { new StringContent(sdp), "sdp" }, { new StringContent(session), "session" } },
            Calls,
            key
        );

    public Task<HttpResponseMessage> SendAsync(HttpContent? content, string path, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address, path)) { Content = content };
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        return Http.SendAsync(request, TestClient.EventTimeout());
    }

    /// <summary>A call that is connected and whose data channel is open; its first event is read.</summary>
    public async Task<TestCall> CallAsync(string query = "")
    {
        using var response = await PostAsync(Offers.Chromium, query);
        Assert.True(response.StatusCode == HttpStatusCode.Created, string.Join('\n', _server.Log.Lines));
        var session = await _server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        var transport = await Network.Accepted.ReadAsync(TestClient.EventTimeout());
        var channel = (await Channels.Created.ReadAsync(TestClient.EventTimeout())).Open("oai-events");
        transport.Connect();
        var call = new TestCall(response.Headers.Location!.OriginalString, session, transport, channel);
        await call.ExpectAsync("session.created");
        return call;
    }

    public static async Task<JsonElement> ErrorOfAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
}

/// <summary>A call from its other side.</summary>
internal sealed record TestCall(string Address, FakeVoiceSession Session, FakePeerTransport Transport, FakeDataChannel Channel)
{
    public async Task<JsonElement> NextAsync() => JsonDocument.Parse(await Channel.Sent.ReadAsync(TestClient.EventTimeout())).RootElement;

    /// <summary>The next events, which must be these in this order; gives the last.</summary>
    public async Task<JsonElement> ExpectAsync(params string[] types)
    {
        JsonElement next = default;
        foreach (var type in types)
        {
            next = await NextAsync();
            Assert.True(next.Type() == type, $"Expected {type}, got {next}");
        }

        return next;
    }
}
