using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Bench.Transport.Link;

/// <summary>What is used of a server's answer.</summary>
/// <param name="Remote">Its side of the transport.</param>
/// <param name="Candidates">Where it is reached by UDP and IPv4, in its order; at least one.</param>
internal sealed record PeerAnswer(RemotePeer Remote, IReadOnlyList<IPEndPoint> Candidates)
{
    // RFC 8839, section 5.1: foundation, component, transport, priority, address, port, "typ" …
    private const int TransportAt = 2;
    private const int AddressAt = 4;
    private const int PortAt = 5;

    /// <exception cref="SdpException">It is no session description, or one without a transport or an address.</exception>
    public static PeerAnswer Read(string sdp)
    {
        var sections = SdpText.Read(sdp);
        var audio =
            sections.Find(section => section.Kind == "audio" && section.Port != "0")
            ?? throw new SdpException("The server's answer takes no audio: it knows none of Opus.");
        var candidates = audio.All("candidate").Select(candidate => EndPointOf(candidate.Value)).OfType<IPEndPoint>().ToList();
        return candidates.Count > 0
            ? new(TransportReader.Read(sections[0], audio), candidates)
            : throw new SdpException("The server's answer has no candidate of UDP and IPv4: its calls are reached by IPv6 alone, or not.");
    }

    private static IPEndPoint? EndPointOf(string candidate)
    {
        var parts = candidate.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            parts.Length > PortAt
            && parts[TransportAt].Equals("udp", StringComparison.OrdinalIgnoreCase)
            && IPAddress.TryParse(parts[AddressAt], out var address)
            && address.AddressFamily == AddressFamily.InterNetwork
            && ushort.TryParse(parts[PortAt], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new(address, port)
            : null;
    }
}
