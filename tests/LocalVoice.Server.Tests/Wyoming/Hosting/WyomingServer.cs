using System.Net;
using LocalVoice.Core.Text;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Wyoming;
using LocalVoice.Testing.Fakes;
using LocalVoice.Testing.Wyoming;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Wyoming.Hosting;

/// <summary>A real server on fake engines that listens for Home Assistant on a free port.</summary>
internal sealed class WyomingServer : IAsyncDisposable
{
    private WyomingServer(RunningServer server, ScenarioEngines engines) => (Server, Engines) = (server, engines);

    public RunningServer Server { get; }

    public ScenarioEngines Engines { get; }

    public IPEndPoint Address => Server.Services.GetRequiredService<WyomingEndpoint>().Bound!;

    public static Task<WyomingServer> StartAsync(params string[] settings) => StartOnAsync(new(), settings);

    public static Task<WyomingServer> StartOnAsync(ScenarioEngines engines, params string[] settings) =>
        StartOnAsync(engines, TimeProvider.System, settings);

    public static async Task<WyomingServer> StartOnAsync(ScenarioEngines engines, TimeProvider time, params string[] settings)
    {
        var server = await RunningServer.StartAsync(
            time,
            services =>
            {
                services.AddSingleton(engines.ToCatalog());
                services.AddSingleton(SpokenTextPreparations.WithoutLexicons);
            },
            ["--LocalVoice:Wyoming:Enabled=true", "--LocalVoice:Wyoming:Port=0", .. settings]
        );
        return new(server, engines);
    }

    public Task<WyomingPeer> ConnectAsync(int receiveBytes = 0) => WyomingPeer.ConnectAsync(Address, receiveBytes);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
