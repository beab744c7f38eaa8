using LocalVoice.Bench;
using LocalVoice.Bench.Compare;
using LocalVoice.Cli.Bench.Compare.Simulated;
using LocalVoice.Cli.Hosting;
using LocalVoice.Client;
using LocalVoice.Server.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Cli.Bench.Compare;

/// <summary>A server in this process on one combination of backends, and a caller.</summary>
internal sealed class ServerColumns(LocalServer server, BenchCaller caller) : IMeasuredColumns
{
    private const string Profile = "compare";

    /// <exception cref="CliException">The server cannot start.</exception>
    public static async Task<ServerColumns> StartAsync(
        ColumnGroup group,
        SimulatedServices services,
        CompareDialer dialer,
        CallerParts parts,
        CancellationToken cancellationToken
    )
    {
        List<string> settings = [.. SettingsOf(group, parts)];
        foreach (var (stage, simulated) in group.Stages.Zip(group.IsSimulated))
        {
            settings.AddRange(simulated ? await services.ReplaceAsync(stage, cancellationToken) : []);
        }

        var server = await LocalServer.StartAsync(
            builder => builder.Services.AddSingleton<Dial>(dialer.DialAsync),
            cancellationToken,
            [.. settings]
        );
        var url = new ServerAddress(server.Root, server.Key, started: null).RealtimeUrl(Profile);
        var caller = new BenchCaller(url, parts.Language, parts.Utterances, parts.Time) { ApiKey = server.Key, Announce = services.Expect };
        return new(server, caller);
    }

    public async Task<IReadOnlyList<SpokenTurn>> TalkAsync(Scenario scenario, int turns, CancellationToken cancellationToken) =>
        await caller.TalkAsync(scenario, turns, first: 0, default, cancellationToken);

    public TurnFigures FiguresOf(SpokenTurn turn) => TurnFigures.Of(turn);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>
    /// A profile without the operator's vocabulary and voice. The others, and what is offered to clients, shall load no other engine.
    /// </summary>
    private static IEnumerable<string> SettingsOf(ColumnGroup group, CallerParts parts)
    {
        foreach (var profile in parts.Profiles.Append(Profile))
        {
            yield return $"--LocalVoice:Profiles:{profile}:Language={parts.Language}";
            foreach (var stage in group.Stages)
            {
                yield return $"--LocalVoice:Profiles:{profile}:Stages:{stage.Stage}={stage.Name}";
            }
        }

        foreach (var stage in group.Stages)
        {
            yield return $"--LocalVoice:OfferedStages:{stage.Stage}=";
        }
    }
}
