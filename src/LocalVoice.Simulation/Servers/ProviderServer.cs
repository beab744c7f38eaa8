using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Simulation.Servers;

/// <summary>Hosts a simulated service on a free port of 127.0.0.1, without a log.</summary>
public sealed class ProviderServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ProviderServer(WebApplication application) => _application = application;

    /// <summary><c>http://127.0.0.1:PORT</c>, or <c>https</c>.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <param name="map">Maps the service's endpoints; WebSockets are on.</param>
    /// <param name="certificate">For TLS; null for plain text.</param>
    public static async Task<ProviderServer> StartAsync(
        Action<IEndpointRouteBuilder> map,
        X509Certificate2? certificate = null,
        CancellationToken cancellationToken = default
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    if (certificate is not null)
                    {
                        listen.UseHttps(certificate);
                    }
                }
            )
        );
        var application = builder.Build();
        application.UseWebSockets();
        map(application);
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        return new(application);
    }

    /// <summary>Ends open connections at once.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _application.StopAsync(now.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
