using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Https;

/// <summary>The https addresses among those where the server listens.</summary>
internal static class HttpsAddresses
{
    private const string Endpoints = "Kestrel:Endpoints";
    private const string Scheme = "https://";

    /// <summary>Where https is wanted and no address for it is given: adds one beside each of http, with the highest precedence.</summary>
    /// <exception cref="OptionsValidationException">The addresses are in <c>Kestrel:Endpoints</c>, and none is for https.</exception>
    public static void AddTo(ConfigurationManager configuration)
    {
        var options = new HttpsOptions();
        configuration.GetSection(HttpsOptions.Section).Bind(options);
        if (!options.IsWanted || Of(configuration).Any())
        {
            return;
        }

        if (configuration.GetSection(Endpoints).Exists())
        {
            throw new OptionsValidationException(
                LocalVoiceOptions.Section,
                typeof(LocalVoiceOptions),
                [$"{HttpsOptions.Section} asks for https, and {Endpoints} has no https address: add one there, or leave {Endpoints} out."]
            );
        }

        var given = All(configuration).ToArray();
        var added = given.Select(address => $"{Scheme}{HostOf(address)}:{options.Port}").Distinct(StringComparer.OrdinalIgnoreCase);
        configuration.AddInMemoryCollection([new(WebHostDefaults.ServerUrlsKey, string.Join(';', [.. given, .. added]))]);
    }

    /// <summary>The https addresses that configuration gives.</summary>
    public static IEnumerable<string> Of(IConfiguration configuration) =>
        All(configuration).Where(address => address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names and addresses in configuration by which clients may reach the server.</summary>
    public static IEnumerable<string> NamesIn(IConfiguration configuration, HttpsOptions options) =>
        [
            .. Of(configuration).Select(HostOf),
            .. Split(configuration["AllowedHosts"], ';').Select(name => new HostString(name).Host),
            .. Split(options.Names, ','),
        ];

    private static string[] All(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection(Endpoints).GetChildren().Select(endpoint => endpoint["Url"] ?? "").ToArray();
        if (endpoints.Length > 0)
        {
            return endpoints;
        }

        var urls = Split(configuration[WebHostDefaults.ServerUrlsKey], ';');
        return urls.Length > 0
            ? urls
            :
            [
                .. Split(configuration[WebHostDefaults.HttpPortsKey], ';').Select(port => $"http://*:{port}"),
                .. Split(configuration[WebHostDefaults.HttpsPortsKey], ';').Select(port => $"{Scheme}*:{port}"),
            ];
    }

    /// <summary>What stands between the scheme and the port; an IPv6 address keeps its brackets.</summary>
    private static string HostOf(string address)
    {
        var host = address[(address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var end ? end + 3 : 0)..].Split('/')[0];
        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host[..colon] : host;
    }

    private static string[] Split(string? list, char separator) =>
        list?.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
