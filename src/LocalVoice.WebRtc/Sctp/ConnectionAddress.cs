using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LocalVoice.WebRtc.Sctp;

/// <summary>usrsctp's <c>sockaddr_conn</c>: the address of what has none in any network.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ConnectionAddress(nint id, int port)
{
    /// <summary>AF_CONN.</summary>
    public const int Family = 123;

    private const int BytesOnMac = 16;

    private readonly ushort _family = (ushort)(OperatingSystem.IsMacOS() ? (Family << 8) | BytesOnMac : Family);
    private readonly ushort _port = BinaryPrimitives.ReverseEndianness((ushort)port);
    private readonly nint _id = id;
}
