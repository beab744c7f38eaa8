using System.Runtime.Versioning;
using System.Text.Json;
using LocalVoice.Server.Access;
using LocalVoice.Server.Audit;
using LocalVoice.Server.Tests.Calls;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Audit;

/// <summary>What is kept of who connected.</summary>
public sealed class AuditLogTests : IDisposable
{
    private static readonly string Phone = ApiKey.Create();
    private readonly TemporaryFolder _folder = new();

    private string Log => Path.Combine(_folder.Path, "audit.jsonl");

    private string[] Settings => [$"--LocalVoice:Audit:Path={Log}", $"--LocalVoice:Access:Keys:phone={ApiKey.SettingOf(Phone)}"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_session_is_told_with_who_had_it_from_where_how_long_and_why_it_ended()
    {
        var time = new ArmedTime();
        await using var server = await RunningServer.StartAsync(time, Settings);
        await using (var client = await server.ConnectAsync("model=ca", "realtime", $"openai-insecure-api-key.{Phone}"))
        {
            var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
            await server.LetFirstEventGoAsync();
            await client.ExpectAsync("session.created");
            time.Advance(TimeSpan.FromSeconds(7));
            session.Finish();
            await client.ExpectCloseAsync();
            await client.Socket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, TestClient.EventTimeout());
            await session.Disposed.WaitAsync(TestClient.EventTimeout());
        }

        await server.StopAsync();

        var (opened, closed) = (Of("session.opened"), Of("session.closed"));
        foreach (var told in (JsonElement[])[opened, closed])
        {
            Assert.Equal(
                ("phone", "127.0.0.1", "websocket", "ca"),
                (told.Text("key"), told.Text("address"), told.Text("transport"), told.Text("profile"))
            );
            Assert.StartsWith("sess_", told.Text("session"), StringComparison.Ordinal);
        }

        Assert.Equal(opened.Text("session"), closed.Text("session"));
        Assert.Equal(opened.Text("time"), closed.Text("opened_at"));
        Assert.Equal("session_over", closed.Text("reason"));
        Assert.InRange(closed.GetProperty("duration_ms").GetDouble(), 7_000, 7_100);
    }

    [Fact]
    public async Task The_server_s_start_drain_and_end_are_told_in_their_order()
    {
        await using (var server = await RunningServer.StartAsync(Settings))
        {
            await server.StopAsync();
        }

        Assert.Equal(["server.started", "drain.begun", "drain.ended", "server.stopped"], Lines().Select(line => line.Text("event")));
        Assert.Matches(@"^\d+\.\d+\.\d+", Of("server.started").Text("version"));
    }

    [Fact]
    public async Task Refused_keys_and_client_secrets_that_were_made_are_told_and_no_key_is()
    {
        await using var server = await RunningServer.StartAsync(Settings);
        using var none = await server.SendAsync("/v1/models?key=lv_in_the_address");
        using var unknown = await server.HandshakeAsync("Authorization: Bearer lv_wrong");
        using var operators = await server.SendAsync("/v1/admin/sessions", $"Authorization: Bearer {Phone}");
        using var host = await server.SendAsync("/v1/models", "Host: evil.example");
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"Bearer {Phone}" } } };
        using var made = await http.PostAsync(
            new Uri(server.Address, "/v1/realtime/client_secrets"),
            new StringContent("""{"session":{"type":"realtime","instructions":"Be a pirate."}}""")
        );
        made.EnsureSuccessStatusCode();
        await server.StopAsync();

        Assert.Equal(
            ["key_missing 401 /v1/models", "key_unknown 401 /v1/realtime", "role 403 /v1/admin/sessions", "host 421 /v1/models"],
            Lines()
                .Where(line => line.Text("event") == "request.refused")
                .Select(line => $"{line.Text("reason")} {line.Number("status")} {line.Text("route")}")
        );
        Assert.Equal("phone", Of("client_secret.created").Text("key"));
        var written = File.ReadAllText(Log);
        Assert.All(
            [Phone, "lv_wrong", "lv_in_the_address", "pirate", "evil"],
            word => Assert.DoesNotContain(word, written, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_drain_is_told_with_the_operator_who_asked_for_it()
    {
        await using var server = await RunningServer.StartAsync([.. Settings, "--LocalVoice:Access:Roles:phone=admin"]);
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"Bearer {Phone}" } } };
        (await http.PostAsync(new Uri(server.Address, "/v1/admin/drain"), content: null)).Dispose();
        await server.StopAsync();

        Assert.Equal(("phone", "127.0.0.1"), (Of("drain.asked").Text("key"), Of("drain.asked").Text("address")));
    }

    [Fact]
    public async Task A_call_over_WebRTC_is_told_too()
    {
        await using var server = await CallServer.StartAsync($"--LocalVoice:Audit:Path={Log}");
        var call = await server.CallAsync();
        (await server.SendAsync(null, $"{call.Address}/hangup")).Dispose();
        await call.Transport.Disposed.WaitAsync(TestClient.EventTimeout());
        await server.Server.StopAsync();

        Assert.Equal(("webrtc", "hung_up"), (Of("session.closed").Text("transport"), Of("session.closed").Text("reason")));
    }

    [Fact]
    public async Task A_reason_never_repeats_what_a_client_sent()
    {
        await using var server = await RunningServer.StartAsync(Settings);
        await using (var client = await server.ConnectAsync("", "realtime", $"openai-insecure-api-key.{Phone}"))
        {
            await client.ExpectAsync("session.created");
            await client.SendAsync("""{"type":"parrot"}""");
            await client.ExpectAsync("error");
        }

        var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        await server.StopAsync();

        Assert.Equal("client_gone", Of("session.closed").Text("reason"));
        Assert.DoesNotContain("parrot", File.ReadAllText(Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_rotated_away_is_begun_anew()
    {
        await using var server = await RunningServer.StartAsync(Settings);
        await server.SendAsync("/v1/models");
        await WrittenAsync(lines: 2);
        File.Move(Log, Log + ".1");
        await server.SendAsync("/v1/models");
        await server.StopAsync();

        Assert.Equal("request.refused", Lines()[0].Text("event"));
        Assert.Equal(2, File.ReadAllLines(Log + ".1").Length);
    }

    [Fact]
    public async Task Records_for_which_there_is_no_room_are_counted_and_delay_nobody()
    {
        await using var server = await RunningServer.StartAsync([.. Settings, "--LocalVoice:Audit:Queue=16"]);
        var log = server.Services.GetRequiredService<AuditLog>();
        await WrittenAsync(lines: 1);
        // A folder in the file's place: nothing can be written.
        File.Delete(Log);
        Directory.CreateDirectory(Log);
        for (var i = 0; i < 1_000; i++)
        {
            log.Add(new("test"));
        }

        await UntilAsync(() => server.Log.Lines.Any(line => line.StartsWith("Error: The audit log", StringComparison.Ordinal)));
        Directory.Delete(Log);
        await server.StopAsync();

        Assert.Single(server.Log.Lines, line => line.StartsWith("Error: The audit log", StringComparison.Ordinal));
        Assert.InRange(Lines().Sum(line => line.TryGetProperty("lost", out var lost) ? lost.GetInt64() : 0), 1, 1_002);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_stops_the_start_and_says_why()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync($"--LocalVoice:Audit:Path={Path.Combine(_folder.Path, "none", "audit.jsonl")}")
        );

        Assert.StartsWith("LocalVoice:Audit:Path: '", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_has_the_records_where_that_is_asked_for()
    {
        await using var server = await RunningServer.StartAsync("--LocalVoice:Audit:Log=true");
        await server.StopAsync();

        Assert.Contains(server.Log.Lines, line => line.Contains("\"event\":\"server.started\"", StringComparison.Ordinal));
    }

    [UnsupportedOSPlatform("windows")]
    [Fact]
    public async Task Only_its_owner_reads_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var server = await RunningServer.StartAsync(Settings);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log));
    }

    private JsonElement Of(string happening) => Assert.Single(Lines(), line => line.Text("event") == happening);

    private List<JsonElement> Lines() => [.. File.ReadLines(Log).Select(line => JsonDocument.Parse(line).RootElement)];

    private Task WrittenAsync(int lines) => UntilAsync(() => File.ReadAllLines(Log).Length >= lines);

    private static async Task UntilAsync(Func<bool> happened)
    {
        var timeout = TestClient.EventTimeout();
        while (!happened())
        {
            timeout.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
