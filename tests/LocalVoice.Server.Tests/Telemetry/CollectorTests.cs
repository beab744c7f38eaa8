using System.Collections.Immutable;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Composition.Backends;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Telemetry;

public sealed class CollectorTests
{
    private const string Words = "Rumpelstiltskin";

    [Fact]
    public async Task Metrics_traces_and_logs_reach_a_collector_with_its_key()
    {
        await using var collector = await Collector.StartAsync();
        var server = await StartAsync(
            $"--LocalVoice:Telemetry:Otlp:Endpoint={collector.Address}",
            "--LocalVoice:Telemetry:Otlp:Headers:Authorization=Bearer of-the-collector"
        );
        server.Services.GetRequiredService<TurnTelemetry>().Add("sess_of_the_turn", Turn());

        // What is not sent yet is sent when the server stops.
        await server.DisposeAsync();

        Assert.Contains(TurnTelemetry.VoiceToVoiceName, await collector.TextsAsync("/v1/metrics"));
        Assert.Contains("sess_of_the_turn", await collector.TextsAsync("/v1/traces"));
        Assert.Contains(await collector.TextsAsync("/v1/logs"), text => text.Contains("LocalVoice listens on", StringComparison.Ordinal));
        Assert.Empty(collector.Faults);
        Assert.All(collector.Keys, key => Assert.Equal("Bearer of-the-collector", key));
    }

    [Fact]
    public async Task What_is_logged_at_Trace_stays_here_whatever_else_is_shown()
    {
        await using var collector = await Collector.StartAsync();
        var server = await StartAsync($"--LocalVoice:Telemetry:Otlp:Endpoint={collector.Address}", "--Logging:LogLevel:Default=Trace");
        var logger = server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("LocalVoice.Test");
        logger.Log(LogLevel.Trace, 0, Words, null, (words, _) => $"The user said {words}");
        logger.Log(LogLevel.Information, 0, "something", null, (what, _) => $"The user said {what}");

        await server.DisposeAsync();

        var logs = await collector.TextsAsync("/v1/logs");
        Assert.Contains(logs, text => text.Contains("The user said something", StringComparison.Ordinal));
        Assert.DoesNotContain(logs, text => text.Contains(Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_is_not_there_keeps_nobody_waiting()
    {
        await using var server = await StartAsync("--LocalVoice:Telemetry:Otlp:Endpoint=http://127.0.0.1:9");

        var (client, _) = await server.OpenAsync();

        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_collector_elsewhere_is_against_an_air_gap_that_is_asked_for()
    {
        string[] settings = ["--LocalVoice:AirGapped=true", "--LocalVoice:Telemetry:Otlp:Endpoint=http://collector.example:4318"];

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(settings));
        Assert.Contains("LocalVoice:Telemetry:Otlp:Endpoint is collector.example:4318", refused.Message, StringComparison.Ordinal);

        await using var allowed = await StartAsync([.. settings, "--LocalVoice:AirGap:Allow:0=collector.example:4318"]);
    }

    [Theory]
    [InlineData("--LocalVoice:Telemetry:Otlp:Endpoint=localhost:4318", "LocalVoice:Telemetry:Otlp:Endpoint is 'localhost:4318'")]
    [InlineData("--LocalVoice:Telemetry:Prometheus:Key=lv_secret", "LocalVoice:Telemetry:Prometheus:Key must be sha256:")]
    [InlineData("--LocalVoice:Telemetry:Otlp:Interval=00:00:00", "LocalVoice:Telemetry:Otlp:Interval")]
    public async Task A_wrong_setting_is_named_at_the_start(string setting, string named)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(setting));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("lv_secret", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>With the one way out, which comes with the backends.</summary>
    private static Task<RunningServer> StartAsync(params string[] settings) =>
        RunningServer.StartAsync(services => services.AddBackends(), settings);

    private static TurnTimeline Turn() =>
        new(
            1,
            ImmutableSortedDictionary<TurnMark, TimeSpan>
                .Empty.Add(TurnMark.LastVoiced, TimeSpan.Zero)
                .Add(TurnMark.FirstAudioSent, TimeSpan.FromMilliseconds(300)),
            [],
            0,
            0,
            PipelineMode.Parallel
        )
        {
            LastVoicedAt = DateTimeOffset.UnixEpoch,
        };
}
