using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Files;

namespace LocalVoice.Server.Tests.Https;

public sealed class ProtocolVersionTests : IDisposable
{
    private const byte Handshake = 22;
    private const byte Alert = 21;
    private const byte ProtocolVersion = 70;

    private readonly TemporaryFolder _cache = new();

    public void Dispose() => _cache.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task TLS_1_2_and_1_3_are_spoken_and_HTTP_1_1_within(SslProtocols version)
    {
        await using var server = await SecureServer.StartAsync(_cache).DisposeAfterwards();
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Value.Address.Host, server.Value.Address.Port, TestClient.EventTimeout());
        await using var secure = new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = version,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            }
        );
        Assert.Equal((version, SslApplicationProtocol.Http11), (secure.SslProtocol, secure.NegotiatedApplicationProtocol));
    }

    [Theory]
    [InlineData(3, Handshake)]
    [InlineData(2, Alert)]
    [InlineData(1, Alert)]
    public async Task A_client_that_knows_only_an_older_version_is_refused(byte minor, byte answer)
    {
        await using var server = await SecureServer.StartAsync(_cache).DisposeAfterwards();
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Value.Address.Host, server.Value.Address.Port, TestClient.EventTimeout());
        await tcp.GetStream().WriteAsync(Hello(minor));
        var record = new byte[7];
        await tcp.GetStream().ReadExactlyAsync(record, TestClient.EventTimeout());
        Assert.Equal(answer, record[0]);
        Assert.True(answer == Handshake || record[6] == ProtocolVersion);
    }

    /// <summary>A ClientHello of TLS 1.0 (1), 1.1 (2) or 1.2 (3) with suites that these and an elliptic certificate have.</summary>
    private static byte[] Hello(byte minor)
    {
        byte[] suites = [0xC0, 0x2B, 0xC0, 0x09, 0xC0, 0x0A];
        byte[] extensions =
        [
            0,
            10,
            0,
            4,
            0,
            2,
            0,
            23, // supported_groups: secp256r1
            0,
            11,
            0,
            2,
            1,
            0, // ec_point_formats: uncompressed
            0,
            13,
            0,
            4,
            0,
            2,
            4,
            3, // signature_algorithms: ecdsa_secp256r1_sha256
        ];
        byte[] body = [3, minor, .. new byte[32], 0, 0, (byte)suites.Length, .. suites, 1, 0, 0, (byte)extensions.Length, .. extensions];
        byte[] message = [1, 0, 0, (byte)body.Length, .. body];
        return [Handshake, 3, 1, 0, (byte)message.Length, .. message];
    }
}
