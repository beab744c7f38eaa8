using System.Globalization;

namespace LocalVoice.WebRtc.Sdp;

/// <summary>
/// Reads a section of data channels, as RFC 8841 has it or as its drafts up to 2014 had it, which aiortc offers still:
/// <c>DTLS/SCTP 5000</c> with <c>a=sctpmap:5000 webrtc-datachannel 65535</c>.
/// </summary>
internal static class OfferedChannels
{
    public const string Format = "webrtc-datachannel";

    private const int DefaultPort = 5000;

    // RFC 8841, section 6.1: of a side that says nothing.
    private const long DefaultMessageBytes = 64 * 1024;

    public static bool IsData(SdpSection section) =>
        section.Kind == "application"
        && (
            IsDraft(section)
                ? Map(section) is not null
                : section.Protocol is "UDP/DTLS/SCTP" or "TCP/DTLS/SCTP" && section.Formats.Contains(Format)
        );

    /// <summary>Whether it is of the drafts, and so to be answered as they had it.</summary>
    public static bool IsDraft(SdpSection section) => section.Protocol == "DTLS/SCTP";

    /// <exception cref="SdpException">One of its numbers is none, or out of its range.</exception>
    public static OfferedData Read(SdpSection data) =>
        new(Port(data), Number(data.Find("max-message-size"), 0, long.MaxValue, DefaultMessageBytes));

    private static int Port(SdpSection data) =>
        Map(data) is not { } map ? (int)Number(data.Find("sctp-port"), 1, ushort.MaxValue, DefaultPort)
        : ushort.TryParse(data.Formats[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port
        : throw SdpException.At(map.Line, $"'a=sctpmap' must begin with a port from 1 to {ushort.MaxValue}.");

    /// <summary>What a section of the drafts says of its port; null where it is none.</summary>
    private static SdpAttribute? Map(SdpSection section) =>
        IsDraft(section) && section.Formats is [var port, ..]
            ? section
                .All("sctpmap")
                .FirstOrDefault(map => map.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var of, Format, ..] && of == port)
            : null;

    private static long Number(SdpAttribute? attribute, long least, long most, long absent) =>
        attribute is null ? absent
        : long.TryParse(attribute.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
        : throw SdpException.At(attribute.Line, $"'a={attribute.Name}' must be a number from {least} to {most}.");
}
