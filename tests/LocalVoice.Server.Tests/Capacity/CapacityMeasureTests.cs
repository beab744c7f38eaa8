using LocalVoice.Core.Telemetry;
using LocalVoice.Server.Capacity;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Capacity;

public sealed class CapacityMeasureTests
{
    private bool _rehearsed;

    [Fact]
    public async Task Nothing_is_rehearsed_where_a_stage_is_on_another_machine_only()
    {
        var sessions = await MeasureAsync(options => options.Stages.Tts = "far");

        Assert.Equal((false, 8), (_rehearsed, sessions));
    }

    [Fact]
    public async Task What_this_machine_may_serve_is_rehearsed()
    {
        await MeasureAsync(options =>
        {
            options.Stages.Tts = "far";
            options.OfferedStages.Tts = "local";
        });

        Assert.True(_rehearsed);
    }

    private async Task<int> MeasureAsync(Action<LocalVoiceOptions> configure)
    {
        var options = new LocalVoiceOptions();
        configure(options);
        var capacity = new SessionCapacity(Options.Create(options));
        var measure = new CapacityMeasure(
            () =>
            {
                _rehearsed = true;
                throw new InvalidOperationException();
            },
            new EnabledBackends(Options.Create(options), Options.Create(new BackendsOptions())),
            capacity,
            new TurnStatistics(),
            new TurnTelemetry(),
            TimeProvider.System,
            NullLogger<CapacityMeasure>.Instance
        );
        await measure.RunAsync(TestContext.Current.CancellationToken);
        return capacity.Sessions;
    }
}
