using LocalVoice.Bench;
using LocalVoice.Bench.Load;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Serve;
using LocalVoice.Server.Access;

namespace LocalVoice.Cli.Bench.Fleet;

/// <summary>Two real servers, each a process, behind a real balancer, and callers who come as planned.</summary>
internal sealed class FleetCheck : IAsyncDisposable
{
    private readonly ServerProcess _one;
    private readonly ServerProcess _two;
    private readonly BalancerProcess _balancer;
    private readonly ServerAddress _address;
    private readonly OfferedLoad _load;

    private FleetCheck(ServerProcess one, ServerProcess two, BalancerProcess balancer, ServerAddress address, OfferedLoad load) =>
        (_one, _two, _balancer, _address, _load) = (one, two, balancer, address, load);

    /// <exception cref="CliException">A server or the balancer cannot start.</exception>
    public static async Task<FleetCheck> StartAsync(
        VerbContext context,
        BenchFleetOptions options,
        IReadOnlyList<BenchUtterance> utterances,
        Scenario scenario
    )
    {
        var (time, language, key) = (context.Time, context.Get(options.Language), ApiKey.Create());
        string[] settings = [.. FleetCosts.Settings(context, options), $"--LocalVoice:Access:Keys:fleet={ApiKey.SettingOf(key)}"];
        var one = await ServerProcess.StartAsync(ServeCommand.Name, time, context.Cancellation, settings);
        ServerProcess? two = null;
        BalancerProcess? balancer = null;
        try
        {
            two = await ServerProcess.StartAsync(ServeCommand.Name, time, context.Cancellation, settings);
            balancer = await BalancerProcess.StartAsync(one.Root, two.Root, time, context.Cancellation);
            foreach (var server in new[] { one, two })
            {
                await using var own = ServerAddress.Of(server);
                var first = new BenchCaller(own.RealtimeUrl(language), language, utterances, time) { ApiKey = server.Key };
                await first.TalkAsync(scenario, utterances.Count, first: 0, default, context.Cancellation);
            }

            var address = new ServerAddress(balancer.Root, key, started: null);
            var caller = new BenchCaller(address.RealtimeUrl(language), language, utterances, time) { ApiKey = key };
            return new(one, two, balancer, address, new OfferedLoad(caller, scenario, server: null, time));
        }
        catch
        {
            await (balancer?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (two?.DisposeAsync() ?? ValueTask.CompletedTask);
            await one.DisposeAsync();
            throw;
        }
    }

    public Task<LoadStep> OfferAsync(IReadOnlyList<PlannedCall> plan, CancellationToken cancellationToken) =>
        _load.OfferAsync(plan, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _address.DisposeAsync();
        await _balancer.DisposeAsync();
        await _two.DisposeAsync();
        await _one.DisposeAsync();
    }
}
