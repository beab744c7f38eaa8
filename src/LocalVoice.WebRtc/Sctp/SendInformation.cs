using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LocalVoice.WebRtc.Sctp;

/// <summary><c>struct sctp_sndinfo</c> (RFC 6458, section 5.3.4); an ordered message.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct SendInformation(ushort stream, uint protocol)
{
    private readonly ushort _stream = stream;
    private readonly ushort _flags;
    private readonly uint _protocol = BinaryPrimitives.ReverseEndianness(protocol);
    private readonly uint _context;
    private readonly uint _association;
}
