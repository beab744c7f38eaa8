using System.Security.Cryptography;
using System.Text;
using LocalVoice.EndToEnd.Tests.Attacks;
using LocalVoice.EndToEnd.Tests.Shutdown;

namespace LocalVoice.EndToEnd.Tests.Telemetry;

public sealed class PrometheusTests
{
    private const string Key = "lv_of_the_scraper";

    [Fact]
    public async Task A_real_Prometheus_scrapes_what_a_real_turn_took_and_takes_the_alert_rules()
    {
        Assert.SkipWhen(Prometheus.Missing is not null, Prometheus.Missing ?? "");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        await using var program = await ServingProgram.StartAsync(
            "--LocalVoice:Telemetry:Prometheus:Enabled=true",
            $"--LocalVoice:Telemetry:Prometheus:Key=sha256:{hash}"
        );
        await using var prometheus = Prometheus.Scrape(program.Root, Key);

        var waited = await Bystander.TalkAsync(program, turns: 1);

        Assert.Equal(1, await prometheus.ReachesAsync("localvoice_turn_voice_to_voice_seconds_count", 1, patience.Token));
        Assert.InRange(
            await prometheus.ReachesAsync("localvoice_turn_voice_to_voice_seconds_sum", 0.01, patience.Token),
            0.01,
            waited.TotalSeconds
        );
        Assert.Equal(3, await prometheus.ReachesAsync("count(localvoice_turn_stage_seconds_count)", 3, patience.Token));
        Assert.Equal(1, await prometheus.ReachesAsync("localvoice_ready", 1, patience.Token));
        Assert.Equal(7, await prometheus.RulesAsync(patience.Token));
    }
}
