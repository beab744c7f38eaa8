using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LocalVoice.Server.Https;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Server.Tests.Https;

/// <summary>Servers with https that keep their certificates in a folder of the test.</summary>
internal static class SecureServer
{
    public static Task<RunningServer> StartAsync(TemporaryFolder cache, params string[] args) =>
        StartAsync(TimeProvider.System, cache, args);

    public static Task<RunningServer> StartAsync(TimeProvider time, TemporaryFolder cache, params string[] args) =>
        RunningServer.StartAsync(
            time,
            services => services.AddSingleton(new SelfSignedStore(cache.Path, time, NullLogger<SelfSignedStore>.Instance)),
            ["--urls", "https://127.0.0.1:0", .. args]
        );

    /// <summary>The certificate that a new connection gets.</summary>
    public static async Task<X509Certificate2> ServedAsync(this RunningServer server)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.SecureAddress.Host, server.SecureAddress.Port, TestClient.EventTimeout());
        X509Certificate2? served = null;
        await using var secure = new SslStream(
            tcp.GetStream(),
            leaveInnerStreamOpen: false,
            (_, certificate, _, _) =>
            {
                served = X509CertificateLoader.LoadCertificate(certificate!.GetRawCertData());
                return served is not null;
            }
        );
        await secure.AuthenticateAsClientAsync("localhost");
        return served!;
    }

    public static string Fingerprint(this X509Certificate2 certificate) =>
        string.Join(':', Convert.ToHexString(certificate.GetCertHash(HashAlgorithmName.SHA256)).Chunk(2).Select(pair => new string(pair)));

    /// <summary>A session with a client that knows the certificate by its fingerprint only.</summary>
    public static async Task<TestClient> ConnectPinnedAsync(this RunningServer server, string fingerprint)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("realtime");
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            X509CertificateLoader.LoadCertificate(certificate!.GetRawCertData()).Fingerprint() == fingerprint;
        await socket.ConnectAsync(
            new UriBuilder(server.SecureAddress) { Scheme = "wss", Path = "/v1/realtime" }.Uri,
            TestClient.EventTimeout()
        );
        return new TestClient(socket);
    }
}
