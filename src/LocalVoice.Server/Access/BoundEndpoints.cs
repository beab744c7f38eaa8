using System.Net;
using System.Net.Sockets;
using LocalVoice.Server.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Access;

/// <summary>
/// The endpoints that the server binds. Kestrel passes each one before it listens there, whether it comes from
/// <c>--urls</c>, from configuration or from code.
/// </summary>
internal sealed partial class BoundEndpoints(IOptions<LocalVoiceOptions> options, ILogger<BoundEndpoints> logger)
    : IConfigureOptions<KestrelServerOptions>
{
    private readonly AccessOptions _access = options.Value.Access;

    /// <summary>Whether only this machine reaches the server. Final once the server has started.</summary>
    public bool AreLoopback { get; private set; } = true;

    public void Configure(KestrelServerOptions options) => options.ConfigureEndpointDefaults(listen => Add(listen.EndPoint));

    /// <exception cref="OptionsValidationException">Others than this machine would reach the server without a key.</exception>
    public void Check(EndPoint? endpoint)
    {
        if (!IsLoopback(endpoint) && _access is { Keys.Count: 0, Insecure: false })
        {
            throw new OptionsValidationException(
                LocalVoiceOptions.Section,
                typeof(LocalVoiceOptions),
                [
                    $"Whoever reaches {Describe(endpoint)} could open a session without an API key: add one in LocalVoice:Access:Keys "
                        + "('localvoice keys new NAME' makes it), or say that this is wanted with --insecure "
                        + "(LocalVoice:Access:Insecure=true).",
                ]
            );
        }
    }

    private void Add(EndPoint? endpoint)
    {
        Check(endpoint);
        if (IsLoopback(endpoint))
        {
            return;
        }

        AreLoopback = false;
        if (_access.Keys.Count == 0)
        {
            LogInsecure(logger, Describe(endpoint));
        }
    }

    /// <summary>Unix sockets and named pipes are reached from this machine only, and guarded by its file permissions.</summary>
    private static bool IsLoopback(EndPoint? endpoint) =>
        endpoint switch
        {
            IPEndPoint address => IPAddress.IsLoopback(address.Address),
            UnixDomainSocketEndPoint or NamedPipeEndPoint => true,
            _ => false,
        };

    private static string Describe(EndPoint? endpoint) =>
        endpoint is IPEndPoint address && (address.Address.Equals(IPAddress.Any) || address.Address.Equals(IPAddress.IPv6Any))
            ? $"port {address.Port} of any address of this machine ({address})"
            : $"{endpoint}";

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Insecure, as configured: whoever reaches {Address} can open sessions without an API key (LocalVoice:Access:Insecure)"
    )]
    private static partial void LogInsecure(ILogger logger, string address);
}
