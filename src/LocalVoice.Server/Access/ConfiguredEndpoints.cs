using System.Net;

namespace LocalVoice.Server.Access;

/// <summary>The endpoints that configuration names, in Kestrel's order of precedence: <c>Kestrel:Endpoints</c>, URLs, ports.</summary>
internal static class ConfiguredEndpoints
{
    /// <summary>Without Unix sockets and named pipes, and without what is no address: Kestrel reports that when it starts.</summary>
    public static IEnumerable<IPEndPoint> Of(IConfiguration configuration)
    {
        var addresses = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "").ToArray();
        addresses = addresses.Length > 0 ? addresses : Split(configuration[WebHostDefaults.ServerUrlsKey]);
        if (addresses.Length == 0)
        {
            string?[] ports = [configuration[WebHostDefaults.HttpPortsKey], configuration[WebHostDefaults.HttpsPortsKey]];
            addresses = [.. ports.SelectMany(Split).Select(port => $"http://*:{port}")];
        }

        return addresses.Select(Parse).OfType<IPEndPoint>();
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static IPEndPoint? Parse(string address)
    {
        try
        {
            var binding = BindingAddress.Parse(address);
            return binding.IsUnixPipe || binding.IsNamedPipe ? null : new IPEndPoint(AddressOf(binding.Host), binding.Port);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Kestrel takes a name that is no address, like <c>*</c>, for every address.</summary>
    private static IPAddress AddressOf(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address
        : IPAddress.IPv6Any;
}
