using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LocalVoice.Engines;
using LocalVoice.Server.Access;
using LocalVoice.Server.Health;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Access;

public sealed class RefusalsTests
{
    [Theory]
    [InlineData("key_missing", 401)]
    [InlineData("key_unknown", 401, "Authorization: Bearer lv_wrong")]
    [InlineData("host", 421, "Host: rebound.example")]
    public async Task A_session_without_its_key_or_name_is_one_line_and_one_count(string reason, int status, params string[] headers)
    {
        await using var server = await RunningServer
            .StartAsync("--LocalVoice:Access:Keys:phone", ApiKey.SettingOf(ApiKey.Create()))
            .DisposeAfterwards();
        await AssertRefusedAsync(server.Value, reason, status, headers);
    }

    [Fact]
    public async Task A_session_of_a_foreign_page_is_one_line_and_one_count()
    {
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();
        await AssertRefusedAsync(server.Value, "origin", 403, "Origin: https://evil.example");
    }

    [Fact]
    public async Task A_session_before_the_models_are_ready_is_one_line_and_one_count()
    {
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();
        server.Value.Services.GetRequiredService<EngineReadiness>().Expect("whisper");
        await AssertRefusedAsync(server.Value, "not_ready", 503);
    }

    [Fact]
    public async Task A_session_that_cannot_be_opened_is_one_line_and_one_count()
    {
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();
        using var counts = new RefusalCounts(server.Value);
        server.Value.Sessions.Failure = new InvalidOperationException("No memory.");
        await using var client = await server.Value.ConnectAsync("", "realtime");
        await client.ExpectCloseAsync();
        Assert.Equal(["not_opened"], counts.Reasons);
        Assert.Single(
            server.Value.Log.Lines,
            line => line.StartsWith("Error: Session refused: not_opened, status 1011", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("xx-yy")]
    [InlineData("%3Cscript%3E")]
    public async Task A_session_in_a_language_that_cannot_be_is_one_line_and_one_count(string language)
    {
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();
        using var counts = new RefusalCounts(server.Value);
        server.Value.Sessions.Failure = new EngineException("Nobody knows it.");
        await using var client = await server.Value.ConnectAsync($"language={language}", "realtime");
        await client.ExpectErrorAsync("invalid_value");
        await client.ExpectCloseAsync();
        Assert.Equal(["language"], counts.Reasons);
        Assert.Equal("Warning: Session refused: language, status 1008", Assert.Single(server.Value.Log.Lines, IsRefusal));
    }

    [Fact]
    public async Task A_refused_page_or_list_of_profiles_is_no_refused_session()
    {
        await using var server = await RunningServer
            .StartAsync("--LocalVoice:Access:Keys:phone", ApiKey.SettingOf(ApiKey.Create()))
            .DisposeAfterwards();
        using var counts = new RefusalCounts(server.Value);
        using var models = await server.Value.SendAsync("/v1/models");
        using var page = await server.Value.SendAsync("/", "Host: rebound.example");
        Assert.Empty(counts.Reasons);
    }

    private static async Task AssertRefusedAsync(RunningServer server, string reason, int status, params string[] headers)
    {
        using var counts = new RefusalCounts(server);
        using var response = await server.HandshakeAsync(headers);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal([reason], counts.Reasons);
        Assert.Equal($"Warning: Session refused: {reason}, status {status}", Assert.Single(server.Log.Lines, IsRefusal));
    }

    private static bool IsRefusal(string line) => line.Contains("refused", StringComparison.Ordinal);

    /// <summary>What one server's counter counts, by reason.</summary>
    private sealed class RefusalCounts : IDisposable
    {
        private readonly MeterListener _listener = new();

        public RefusalCounts(RunningServer server)
        {
            var scope = server.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "LocalVoice.Server" && ReferenceEquals(instrument.Meter.Scope, scope))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>(
                (instrument, count, tags, _) =>
                {
                    Assert.Equal(("localvoice.sessions.refused", 1L, 1), (instrument.Name, count, tags.Length));
                    Assert.Equal("reason", tags[0].Key);
                    Reasons.Enqueue((string)tags[0].Value!);
                }
            );
            _listener.Start();
        }

        public ConcurrentQueue<string> Reasons { get; } = new();

        public void Dispose() => _listener.Dispose();
    }
}
