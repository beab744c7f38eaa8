using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Remote;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Health;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Health;

public sealed class HealthTests : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_server_is_ready_when_every_engine_is_and_names_those_that_are_not()
    {
        var readiness = _server.Services.GetRequiredService<EngineReadiness>();
        readiness.Expect("whisper");
        readiness.Expect("piper");
        readiness.MarkReady("piper");
        var (status, body) = await GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(("loading", "ready"), (body.Text("engines.whisper"), body.Text("engines.piper")));

        readiness.MarkFailed("whisper", "The model is missing.");
        (status, body) = await GetAsync("/readyz");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "failed: The model is missing."), (status, body.Text("engines.whisper")));

        readiness.MarkReady("whisper");
        (status, body) = await GetAsync("/readyz");
        Assert.Equal((HttpStatusCode.OK, true), (status, body.At("ready").GetBoolean()));
    }

    [Fact]
    public async Task A_server_without_room_for_another_session_is_not_ready_until_one_ends()
    {
        await using var small = await RunningServer.StartAsync("--LocalVoice:Admission:MaxSessions=1");
        var open = small.Services.GetRequiredService<OpenSessions>();
        open.Enter(most: 1);
        var (status, body) = await GetAsync(small, "/readyz");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (status, body.At("full").GetBoolean()));

        open.Leave(SessionEnd.ByItself);
        (status, body) = await GetAsync(small, "/readyz");
        Assert.Equal((HttpStatusCode.OK, false), (status, body.At("full").GetBoolean()));
    }

    [Fact]
    public async Task Statistics_tell_who_served_each_stage_and_how_long_it_took()
    {
        var turns = _server.Services.GetRequiredService<TurnStatistics>();
        turns.AddSession();
        turns.Add(Turn("whisper", 300, failed: null));
        turns.Add(Turn("whisper", 500, failed: new(new("stt", "deepgram", "nova-3", "cloud", ""), BackendFault.Stalled, TimeSpan.Zero)));

        var (_, body) = await GetAsync("/v1/stats");

        Assert.Equal(1, body.Number("sessions.opened"));
        Assert.Equal((2, 300, 500), (body.Number("turns.answered"), Ms("turns.voice_to_voice_ms.p50"), Ms("turns.voice_to_voice_ms.p95")));
        var stage = Assert.Single(body.At("stages.stt").EnumerateArray());
        Assert.Equal(("whisper", "small", "cpu"), (stage.Text("backend"), stage.Text("model"), stage.Text("device")));
        Assert.Equal((2, 1), (stage.Number("turns"), stage.Number("fallbacks")));
        Assert.Equal(200, stage.Number("ms.p95"));

        double Ms(string path) => body.Number(path);
    }

    private static TurnTimeline Turn(string recognizer, int voiceToVoiceMs, FailedBackend? failed) =>
        new(
            1,
            ImmutableSortedDictionary<TurnMark, TimeSpan>
                .Empty.Add(TurnMark.LastVoiced, TimeSpan.Zero)
                .Add(TurnMark.FinalTranscript, TimeSpan.FromMilliseconds(200))
                .Add(TurnMark.FirstAudioSent, TimeSpan.FromMilliseconds(voiceToVoiceMs)),
            [new(new("stt", recognizer, "small", "cpu", ""), new(null, 0, null, null, 0, failed))],
            0,
            0,
            PipelineMode.Parallel
        );

    [Fact]
    public async Task The_process_lives_before_the_engines_are_ready()
    {
        _server.Services.GetRequiredService<EngineReadiness>().Expect("whisper");
        using var http = new HttpClient();
        Assert.Equal("ok", await http.GetStringAsync(new Uri(_server.Address, "/healthz")));
    }

    [Fact]
    public async Task The_profiles_are_listed_as_models()
    {
        var (_, body) = await GetAsync("/v1/models");
        Assert.Equal(["ca", "en", "es"], body.At("data").EnumerateArray().Select(model => model.Text("id")!));
    }

    [Fact]
    public async Task The_first_page_says_what_this_is()
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(_server.Address);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("LocalVoice", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path) => GetAsync(_server, path);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(RunningServer server, string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(server.Address, path));
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
