using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Telemetry;

public sealed class MetricsEndpointTests
{
    private const string Enabled = "--LocalVoice:Telemetry:Prometheus:Enabled=true";
    private const string Key = "lv_of_the_scraper";
    private static readonly string Hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));

    [Fact]
    public async Task There_is_none_unless_it_is_enabled()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(server)).Status);
    }

    [Fact]
    public async Task This_machine_reads_what_turns_took_and_how_full_the_server_is()
    {
        await using var server = await RunningServer.StartAsync(Enabled, "--LocalVoice:Admission:MaxSessions=12");
        server.Services.GetRequiredService<TurnTelemetry>().Add("sess_1", Turn(voiceToVoiceMs: 420));
        await using var client = await server.ConnectAsync("", "realtime");
        await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());

        var (status, text) = await GetAsync(server);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches("""(?m)^localvoice_sessions_open\{[^}]*\} 1$""", text);
        Assert.Matches("""(?m)^localvoice_sessions_capacity\{[^}]*\} 12$""", text);
        Assert.Matches("""(?m)^localvoice_turn_voice_to_voice_seconds_bucket\{[^}]*le="0.4"\} 0$""", text);
        Assert.Matches("""(?m)^localvoice_turn_voice_to_voice_seconds_bucket\{[^}]*le="0.5"\} 1$""", text);
        Assert.Matches("""(?m)^localvoice_turns_total\{[^}]*outcome="finished"\} 1$""", text);
    }

    [Fact]
    public async Task With_a_key_of_its_own_it_needs_that_key_and_no_other()
    {
        const string Caller = "lv_of_a_caller";
        var callers = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Caller)));
        await using var server = await RunningServer.StartAsync(
            Enabled,
            $"--LocalVoice:Telemetry:Prometheus:Key=sha256:{Hash}",
            $"--LocalVoice:Access:Keys:someone=sha256:{callers}"
        );

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(server)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(server, Caller)).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(server, Key)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(server, Key, "/v1/models")).Status);
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(
        RunningServer server,
        string? key = null,
        string path = "/metrics"
    )
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.GetAsync(new Uri(server.Address, path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static TurnTimeline Turn(int voiceToVoiceMs) =>
        new(
            1,
            ImmutableSortedDictionary<TurnMark, TimeSpan>
                .Empty.Add(TurnMark.LastVoiced, TimeSpan.Zero)
                .Add(TurnMark.FirstAudioSent, TimeSpan.FromMilliseconds(voiceToVoiceMs)),
            [],
            0,
            0,
            PipelineMode.Parallel
        );
}
