using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using LocalVoice.Testing.Files;
using LocalVoice.WebRtc.Peers;
using LocalVoice.WebRtc.Tests.Srtp;
using LocalVoice.WebRtc.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.WebRtc.Tests.Peers;

/// <summary>A real browser's ICE, DTLS and SRTP against this transport; the SDP between them is made by hand.</summary>
public sealed partial class BrowserTests
{
    private const int SctpInitChunk = 1;

    /// <summary>Of the browser, five a second.</summary>
    private const ushort MostReports = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static string WebFolder => Path.Combine(Repository.Root, "tests", "web");

    /// <summary>The side that waits for the handshake chooses the protection: we prefer AEAD, Chromium what was there first.</summary>
    [Theory]
    [InlineData("passive", "SRTP_AEAD_AES_128_GCM")]
    [InlineData("active", "SRTP_AES128_CM_HMAC_SHA1_80")]
    public async Task A_browser_connects_and_packets_go_both_ways(string ours, string protection)
    {
        Libsrtp.SkipWhereMissing();
        Assert.SkipUnless(Directory.Exists(Path.Combine(WebFolder, "node_modules")), "npm ci was not run in tests/web.");
        using var peer = Start();
        try
        {
            await ConnectAsync(peer, ours, protection);
        }
        finally
        {
            if (!peer.HasExited)
            {
                peer.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task ConnectAsync(Process peer, string ours, string protection)
    {
        var offer = await NextAsync(peer, "sdp");
        await using var network = PeerNetwork.Open(
            new() { Listen = new(IPAddress.IPv6Any, 0), WithLoopback = true },
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
        var received = new RecordedPackets();
        await using var transport = network.Accept(Remote(offer, isDtlsServer: ours == "active"), received);
        await peer.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { sdp = Sdp(offer, transport, ours) }));

        await transport.Connected.WaitAsync(Patience);
        var rtp = await received.NextRtpAsync();
        var data = await received.NextDataAsync();

        Assert.Equal(PayloadType(offer), rtp[1] & 0x7F);
        Assert.Equal(SctpInitChunk, data[12]);
        Assert.Equal(protection, await SendSilenceUntilReceivedAsync(peer, transport, PayloadType(offer)));
        peer.StandardInput.Close();
        await transport.Closed.WaitAsync(Patience);
        await peer.WaitForExitAsync().WaitAsync(Patience);
    }

    private static Process Start() =>
        Process.Start(
            new ProcessStartInfo("node", ["transport-peer.mjs"])
            {
                WorkingDirectory = WebFolder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;

    /// <returns>The protection that the browser reports, once it took media.</returns>
    private static async Task<string?> SendSilenceUntilReceivedAsync(Process peer, IPeerTransport transport, int payloadType)
    {
        for (ushort number = 1; number <= MostReports; number++)
        {
            byte[] packet = [0x80, (byte)payloadType, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0xF8, 0xFF, 0xFE];
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), number);
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), number * 960u);
            transport.SendRtp(packet);
            using var report = await NextLineAsync(peer);
            if (report.RootElement.GetProperty("received").GetInt32() >= 3)
            {
                Assert.Equal("connected", report.RootElement.GetProperty("state").GetString());
                return report.RootElement.GetProperty("srtp").GetString();
            }
        }

        throw new InvalidOperationException($"The browser took none of {MostReports} packets.");
    }

    private static async Task<string> NextAsync(Process peer, string property)
    {
        using var line = await NextLineAsync(peer);
        return line.RootElement.GetProperty(property).GetString()!;
    }

    private static async Task<JsonDocument> NextLineAsync(Process peer)
    {
        var line = await peer.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        var document = JsonDocument.Parse(line ?? throw new InvalidOperationException("The browser's program ended."));
        if (document.RootElement.TryGetProperty("skip", out var why))
        {
            Assert.Skip(why.GetString()!);
        }

        return document;
    }

    private static RemotePeer Remote(string offer, bool isDtlsServer)
    {
        var fingerprint = Value(offer, "fingerprint").Split(' ');
        return new(new(Value(offer, "ice-ufrag"), Value(offer, "ice-pwd")), new(fingerprint[0], fingerprint[1]), isDtlsServer);
    }

    private static string Sdp(string offer, IPeerTransport transport, string setup)
    {
        var common = $"""
            c=IN IP4 127.0.0.1
            a=ice-ufrag:{transport.Credentials.UsernameFragment}
            a=ice-pwd:{transport.Credentials.Password}
            a=fingerprint:{transport.Fingerprint.Algorithm} {transport.Fingerprint.Value}
            a=setup:{setup}
            """;
        var candidates = transport.Candidates.Select(
            (at, index) => $"a=candidate:{index} 1 udp {at.Priority} {at.EndPoint.Address} {at.EndPoint.Port} typ host"
        );
        var lines = $"""
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=ice-lite
            a=group:BUNDLE 0 1
            m=audio 9 UDP/TLS/RTP/SAVPF {PayloadType(offer)}
            {common}
            a=mid:0
            a=sendrecv
            a=rtcp-mux
            a=rtpmap:{PayloadType(offer)} opus/48000/2
            {string.Join('\n', candidates)}
            a=end-of-candidates
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            {common}
            a=mid:1
            a=sctp-port:5000

            """;
        return lines.ReplaceLineEndings("\r\n");
    }

    private static int PayloadType(string offer) => int.Parse(Opus().Match(offer).Groups[1].Value, null);

    private static string Value(string offer, string attribute) =>
        offer.Split("\r\n").First(line => line.StartsWith($"a={attribute}:", StringComparison.Ordinal))[(attribute.Length + 3)..];

    [GeneratedRegex(@"a=rtpmap:(\d+) opus/48000/2")]
    private static partial Regex Opus();
}
