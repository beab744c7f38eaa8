using System.Net;
using LocalVoice.Server.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Https;

/// <summary>Where the server listens, once it has started.</summary>
internal sealed partial class ListeningAddresses(
    IServer server,
    HttpsCertificate certificate,
    IConfiguration configuration,
    IOptions<LocalVoiceOptions> options,
    ILogger<ListeningAddresses> logger
)
{
    private IEnumerable<Uri> Https =>
        (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            .Where(address => address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            // Not every wildcard of Kestrel's is a host for Uri.
            .Select(address => new Uri(
                address.Replace("//*:", "//[::]:", StringComparison.Ordinal).Replace("//+:", "//[::]:", StringComparison.Ordinal)
            ));

    /// <summary>Tells the https addresses as clients write them, and how they recognise the certificate. Nothing without https.</summary>
    public void Log()
    {
        var listening = Https.ToList();
        foreach (var address in listening.SelectMany(Reachable))
        {
            LogSecure(logger, address, address);
        }

        if (listening.Count > 0 && certificate.Current is { } current)
        {
            LogCertificate(logger, current.Fingerprint, current.ValidUntil, current.Source);
        }
    }

    /// <summary>The port where https is to be had at the local address at which a request arrived; null where it is not.</summary>
    public int? HttpsPortAt(IPAddress? local) =>
        Https.FirstOrDefault(address => local is not null && Covers(address, local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local))?.Port;

    private static bool Covers(Uri address, IPAddress local) =>
        !IPAddress.TryParse(address.DnsSafeHost, out var bound)
            ? !address.IsLoopback || IPAddress.IsLoopback(local)
            : IsAny(bound) || bound.Equals(local);

    private IEnumerable<string> Reachable(Uri address)
    {
        if (!IPAddress.TryParse(address.DnsSafeHost, out var bound) || !IsAny(bound))
        {
            return [address.Authority];
        }

        var names = MachineNames.Of(HttpsAddresses.NamesIn(configuration, options.Value.Https));
        return names
            .Names.Where(name => !name.StartsWith('*'))
            .Concat(names.Addresses.Where(known => !IPAddress.IsLoopback(known)).Select(known => new UriBuilder("https", $"{known}").Host))
            .Select(host => $"{host}:{address.Port}");
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    [LoggerMessage(Level = LogLevel.Information, Message = "Securely: https://{Address}, wss://{WebSocketAddress}/v1/realtime")]
    private static partial void LogSecure(ILogger logger, string address, string webSocketAddress);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The certificate's SHA-256 fingerprint is {Fingerprint}; valid until {Until:u} ({Source})"
    )]
    private static partial void LogCertificate(ILogger logger, string fingerprint, DateTime until, string source);
}
