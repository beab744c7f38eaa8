using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace LocalVoice.Server.Https;

/// <summary>The names and addresses by which clients reach this machine: those of a certificate of its own.</summary>
/// <param name="Names">DNS names in their ASCII form; <c>*.</c> for subdomains.</param>
internal sealed record MachineNames(IReadOnlyList<string> Names, IReadOnlyList<IPAddress> Addresses)
{
    private const string Wildcard = "*.";

    /// <summary>Loopback's, the machine's own, and those that configuration gives.</summary>
    /// <param name="configured">What is no name and no address is left out.</param>
    public static MachineNames Of(params IEnumerable<string> configured)
    {
        var own = Environment.MachineName.ToLowerInvariant();
        var names = new List<string> { "localhost", own };
        if (!own.Contains('.', StringComparison.Ordinal))
        {
            names.Add($"{own}.local");
        }

        var addresses = new List<IPAddress> { IPAddress.Loopback, IPAddress.IPv6Loopback };
        addresses.AddRange(OwnAddresses());
        foreach (var entry in configured.Select(entry => entry.Trim().Trim('[', ']')))
        {
            if (IPAddress.TryParse(entry, out var address))
            {
                addresses.Add(address);
            }
            else
            {
                names.Add(entry.ToLowerInvariant());
            }
        }

        return new(
            [.. names.Where(IsName).Distinct(StringComparer.Ordinal)],
            [.. addresses.Where(address => !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)).Distinct()]
        );
    }

    public X509Extension ToExtension()
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in Names)
        {
            builder.AddDnsName(name);
        }

        foreach (var address in Addresses)
        {
            builder.AddIpAddress(address);
        }

        return builder.Build();
    }

    /// <summary>
    /// Whether the certificate has all of them. IPv6 addresses other than loopback are not asked for: a machine has new ones
    /// every day, and a new certificate is one that clients do not know.
    /// </summary>
    public bool AreIn(X509Certificate2 certificate)
    {
        if (certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is not { } known)
        {
            return false;
        }

        var names = known.EnumerateDnsNames().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var addresses = known.EnumerateIPAddresses().ToHashSet();
        return Names.All(names.Contains)
            && Addresses.Where(address => address.AddressFamily == AddressFamily.InterNetwork).All(addresses.Contains);
    }

    public override string ToString() => string.Join(", ", [.. Names, .. Addresses.Select(address => address.ToString())]);

    /// <summary>Link-local IPv6 addresses mean something only together with the client's own interface.</summary>
    private static IEnumerable<IPAddress> OwnAddresses()
    {
        try
        {
            return
            [
                .. NetworkInterface
                    .GetAllNetworkInterfaces()
                    .Where(network => network.OperationalStatus == OperationalStatus.Up)
                    .SelectMany(network => network.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address))
                    .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal),
            ];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }

    private static bool IsName(string name) =>
        Uri.CheckHostName(name.StartsWith(Wildcard, StringComparison.Ordinal) ? name[Wildcard.Length..] : name) == UriHostNameType.Dns;
}
