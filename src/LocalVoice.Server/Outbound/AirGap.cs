using LocalVoice.Remote;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Outbound;

/// <summary>What a server may reach.</summary>
/// <param name="Closed">Whether no backend is on another machine, those on site left out.</param>
/// <param name="Reachable"><c>host:port</c> beside loopback, in order.</param>
/// <param name="Backends">Who serves each stage: <c>stt: local</c> ….</param>
public sealed record AirGap(bool Closed, IReadOnlyList<string> Reachable, IReadOnlyList<string> Backends)
{
    public static AirGap Of(IServiceProvider server)
    {
        var options = server.GetRequiredService<IOptions<LocalVoiceOptions>>().Value;
        var enabled = server.GetRequiredService<EnabledBackends>();
        var backends = EnabledBackends.Stages.Select(stage => $"{stage.ToLowerInvariant()}: {string.Join(", ", enabled.Of(stage))}");
        var reachable = server.GetRequiredService<AllowedAddresses>().All;
        var onSite = new AllowedAddresses(options.AirGap.Allow).All;
        return new(options.AirGapped ?? reachable.All(onSite.Contains), reachable, [.. backends]);
    }

    /// <summary>Tries to leave by the one way that the server's code has.</summary>
    /// <returns>Why it could not; null: it could.</returns>
    public static async Task<string?> TryLeaveAsync(IServiceProvider server, Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpMessageInvoker(server.GetRequiredService<IOutboundConnections>().Handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (HttpRequestException failure)
        {
            return failure.InnerException is BackendException { Fault: BackendFault.AirGapped } refused ? refused.Message : failure.Message;
        }
        catch (BackendException refused)
        {
            return refused.Message;
        }
    }
}
