using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Files;

namespace LocalVoice.Server.Tests.Https;

/// <summary>A server with https and no certificate of its operator's.</summary>
public sealed class SelfSignedTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task A_client_that_knows_the_printed_fingerprint_opens_a_session_and_one_that_knows_another_does_not()
    {
        await using var server = await SecureServer.StartAsync(_cache).DisposeAfterwards();
        var printed = Printed(server.Value);
        using var served = await server.Value.ServedAsync();
        Assert.Equal(served.Fingerprint(), printed);

        await using var client = await server.Value.ConnectPinnedAsync(printed);
        await client.ExpectAsync("session.created");
        await client.SendAsync("""{"type":"session.update","session":{}}""");
        await client.ExpectAsync("session.updated");

        var other = printed[..^1] + (printed[^1] == '0' ? '1' : '0');
        await Assert.ThrowsAsync<WebSocketException>(() => server.Value.ConnectPinnedAsync(other));
    }

    [Fact]
    public async Task The_start_tells_the_https_and_wss_addresses()
    {
        await using var server = await SecureServer.StartAsync(_cache).DisposeAfterwards();
        var address = server.Value.SecureAddress.Authority;
        Assert.Contains(server.Value.Log.Lines, line => line == $"Information: Securely: https://{address}, wss://{address}/v1/realtime");
    }

    [Fact]
    public async Task Where_every_address_is_bound_those_are_told_by_which_clients_come()
    {
        await using var server = await SecureServer
            .StartAsync(_cache, "--urls", "https://0.0.0.0:0", "--LocalVoice:Access:Insecure=true", "--AllowedHosts", "voice.example")
            .DisposeAfterwards();
        var port = server.Value.SecureAddress.Port;
        Assert.All(
            ["localhost", "voice.example", Environment.MachineName.ToLowerInvariant()],
            name => Assert.Contains(server.Value.Log.Lines, line => line.Contains($"https://{name}:{port}, wss", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(server.Value.Log.Lines, line => line.Contains("Securely: https://0.0.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_certificate_is_an_elliptic_one_for_servers_valid_for_a_year_and_signs_no_other()
    {
        await using var server = await SecureServer.StartAsync(_cache).DisposeAfterwards();
        using var served = await server.Value.ServedAsync();
        using var key = served.GetECDsaPublicKey()!;
        Assert.Equal("1.2.840.10045.3.1.7", key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value);
        Assert.InRange((served.NotAfter - served.NotBefore).TotalDays, 360, 398);
        Assert.False(served.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal(
            "1.3.6.1.5.5.7.3.1",
            served
                .Extensions.OfType<X509EnhancedKeyUsageExtension>()
                .Single()
                .EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>()
                .Single()
                .Value
        );
    }

    [Fact]
    public async Task The_certificate_has_this_machine_s_names_and_those_that_are_configured()
    {
        await using var server = await SecureServer
            .StartAsync(_cache, "--AllowedHosts", "voice.example:8443;*.lan.example", "--LocalVoice:Https:Names", "kiosk.local, 10.1.2.3")
            .DisposeAfterwards();
        using var served = await server.Value.ServedAsync();
        var names = served.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.All(
            ["localhost", Environment.MachineName.ToLowerInvariant(), "voice.example", "*.lan.example", "kiosk.local"],
            name => Assert.Contains(name, names.EnumerateDnsNames())
        );
        Assert.All(
            ["127.0.0.1", "::1", "10.1.2.3", .. OwnAddresses()],
            address => Assert.Contains(IPAddress.Parse(address), names.EnumerateIPAddresses())
        );
        Assert.True(served.MatchesHostname("localhost") && served.MatchesHostname("127.0.0.1") && served.MatchesHostname("a.lan.example"));
    }

    [Fact]
    public async Task Http_and_https_are_served_side_by_side_where_https_is_asked_for()
    {
        await using var server = await SecureServer
            .StartAsync(_cache, "--urls", "http://127.0.0.1:0", "--LocalVoice:Https:Enabled=true", "--LocalVoice:Https:Port=0")
            .DisposeAfterwards();
        using var served = await server.Value.ServedAsync();
        using var http = new HttpClient();
        Assert.Equal("ok", await http.GetStringAsync(new Uri(server.Value.PlainAddress, "/healthz")));
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate is not null,
        };
        using var https = new HttpClient(handler);
        Assert.Equal("ok", await https.GetStringAsync(new Uri(server.Value.SecureAddress, "/healthz")));
    }

    [Fact]
    public async Task The_page_learns_over_http_where_https_is_and_only_where_it_is()
    {
        string[] both = ["--urls", "http://127.0.0.1:0;https://127.0.0.1:0"];
        await using var server = await SecureServer.StartAsync(_cache, both).DisposeAfterwards();
        using var http = new HttpClient();
        var told = JsonDocument.Parse(await http.GetStringAsync(new Uri(server.Value.PlainAddress, "/https"))).RootElement;
        Assert.Equal(server.Value.SecureAddress.Port, told.Number("port"));

        string[] elsewhere = ["--urls", "http://127.0.0.1:0;https://[::1]:0"];
        await using var apart = await SecureServer.StartAsync(_cache, elsewhere).DisposeAfterwards();
        Assert.Equal("""{"port":null}""", await http.GetStringAsync(new Uri(apart.Value.PlainAddress, "/https")));

        await using var plain = await RunningServer.StartAsync().DisposeAfterwards();
        Assert.Equal("""{"port":null}""", await http.GetStringAsync(new Uri(plain.Value.Address, "/https")));
        Assert.DoesNotContain(plain.Value.Log.Lines, line => line.Contains("certificate", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> OwnAddresses() =>
        System
            .Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == System.Net.NetworkInformation.OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Where(unicast => unicast.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(unicast => $"{unicast.Address}");

    private static string Printed(RunningServer server)
    {
        const string Before = "The certificate's SHA-256 fingerprint is ";
        var line = Assert.Single(server.Log.Lines, line => line.Contains(Before, StringComparison.Ordinal));
        return line.Split(Before)[1].Split(';')[0];
    }
}
