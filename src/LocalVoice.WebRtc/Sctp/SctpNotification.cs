using System.Runtime.InteropServices;

namespace LocalVoice.WebRtc.Sctp;

/// <summary>What usrsctp says of an association, among its messages (RFC 6458, section 6.1; RFC 6525, section 6.1.1).</summary>
internal static class SctpNotification
{
    public const ushort AssociationChange = 1;
    public const ushort PartialDelivery = 7;
    public const ushort StreamReset = 9;

    private const ushort Up = 1;
    private const ushort Restart = 3;
    private const ushort ShutdownComplete = 4;
    private const ushort CannotStart = 5;

    private const ushort IncomingReset = 1;
    private const ushort DeniedOrFailed = 0xc;

    private const int HeaderBytes = 8;
    private const int StreamListOffset = 12;

    public static ushort TypeOf(ReadOnlySpan<byte> notification) =>
        notification.Length < HeaderBytes ? (ushort)0 : MemoryMarshal.Read<ushort>(notification);

    /// <summary>The event that it is for what is above; null when it is of no concern there.</summary>
    public static SctpEvent? Read(ReadOnlySpan<byte> notification) =>
        TypeOf(notification) switch
        {
            AssociationChange when notification.Length >= HeaderBytes + 8 => OfAssociation(notification),
            StreamReset when notification.Length >= StreamListOffset => OfStreams(notification),
            _ => null,
        };

    private static SctpEvent? OfAssociation(ReadOnlySpan<byte> notification)
    {
        var outgoing = MemoryMarshal.Read<ushort>(notification[12..]);
        return MemoryMarshal.Read<ushort>(notification[8..]) switch
        {
            Up => new SctpConnected(outgoing),
            Restart => new SctpClosed("The other side started its SCTP association anew."),
            ShutdownComplete => new SctpClosed("The other side ended its SCTP association."),
            CannotStart => new SctpClosed("The other side's SCTP does not respond, or refuses."),
            _ => new SctpClosed("The SCTP association is lost: the other side aborted it, or is not heard of."),
        };
    }

    /// <summary>Only of the streams that the other side reset: an outcome of our own resets changes nothing here.</summary>
    private static SctpStreamsReset? OfStreams(ReadOnlySpan<byte> notification)
    {
        var flags = MemoryMarshal.Read<ushort>(notification[2..]);
        return (flags & IncomingReset) == 0 || (flags & DeniedOrFailed) != 0
            ? null
            : new SctpStreamsReset(MemoryMarshal.Cast<byte, ushort>(notification[StreamListOffset..]).ToArray());
    }
}
