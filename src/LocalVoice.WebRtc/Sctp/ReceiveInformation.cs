using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LocalVoice.WebRtc.Sctp;

/// <summary><c>struct sctp_rcvinfo</c> (RFC 6458, section 5.3.5).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ReceiveInformation
{
    private readonly ushort _stream;
    private readonly ushort _sequence;
    private readonly ushort _flags;
    private readonly uint _protocol;
    private readonly uint _tsn;
    private readonly uint _cumulativeTsn;
    private readonly uint _context;
    private readonly uint _association;

    public ushort Stream => _stream;

    public uint Protocol => BinaryPrimitives.ReverseEndianness(_protocol);
}
