using System.Buffers.Binary;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Srtp;

/// <summary>One direction's protection (RFC 3711). Thread-safe; allocates nothing per packet.</summary>
internal sealed unsafe class SrtpSession : IDisposable
{
    /// <summary>What protecting adds to a packet at most: SRTCP's index and the longer tag, and what the library asks for beside.</summary>
    public const int TrailerBytes = 4 + 16 + 128;

    /// <summary>Packets: 2.5 s of 20 ms audio.</summary>
    public const int ReplayWindow = 128;

    private const int RtpHeaderBytes = 12;
    private const int RtcpHeaderBytes = 8;
    private const int RtcpIndexBytes = 4;

    private readonly SrtpLibrary _library = SrtpLibrary.Shared;
    private readonly Lock _gate = new();
    private readonly SrtpSources _sources = new();
    private readonly SrtpSessionHandle _handle;
    private readonly int _tagBytes;

    private SrtpSession(SrtpProfile profile, ReadOnlySpan<byte> key, bool inbound)
    {
        _tagBytes = profile.TagBytes();
        _handle = new(_library.Create(profile, key, inbound, ReplayWindow));
        if (_handle.IsInvalid)
        {
            throw new TransportException($"libsrtp refuses keys of {profile} (srtp_create).");
        }
    }

    /// <param name="key">Master key and salt, of the profile's sizes.</param>
    public static SrtpSession Outbound(SrtpProfile profile, ReadOnlySpan<byte> key) => new(profile, key, inbound: false);

    /// <inheritdoc cref="Outbound"/>
    public static SrtpSession Inbound(SrtpProfile profile, ReadOnlySpan<byte> key) => new(profile, key, inbound: true);

    /// <param name="packet">A whole RTP packet.</param>
    /// <param name="destination">At least <see cref="TrailerBytes"/> longer than the packet.</param>
    /// <returns>Bytes written; 0 when it is no RTP packet, was sent before, or the session is over.</returns>
    public int Protect(ReadOnlySpan<byte> packet, Span<byte> destination) => Protect(packet, destination, isRtcp: false);

    /// <inheritdoc cref="Protect(ReadOnlySpan{byte}, Span{byte})"/>
    public int ProtectRtcp(ReadOnlySpan<byte> packet, Span<byte> destination) => Protect(packet, destination, isRtcp: true);

    /// <summary>In place.</summary>
    /// <returns>The packet's length; 0 when it is not from the peer, was here before, or the session is over.</returns>
    public int Unprotect(Span<byte> packet) =>
        packet.Length < RtpHeaderBytes + _tagBytes
            ? 0
            : Unprotect(packet, BinaryPrimitives.ReadUInt32BigEndian(packet[8..]), isRtcp: false);

    /// <inheritdoc cref="Unprotect(Span{byte})"/>
    public int UnprotectRtcp(Span<byte> packet) =>
        packet.Length < RtcpHeaderBytes + RtcpIndexBytes + _tagBytes
            ? 0
            : Unprotect(packet, BinaryPrimitives.ReadUInt32BigEndian(packet[4..]), isRtcp: true);

    public void Dispose()
    {
        lock (_gate)
        {
            _handle.Dispose();
        }
    }

    private int Protect(ReadOnlySpan<byte> packet, Span<byte> destination, bool isRtcp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, packet.Length + TrailerBytes);
        if (packet.Length < (isRtcp ? RtcpHeaderBytes : RtpHeaderBytes))
        {
            return 0;
        }

        packet.CopyTo(destination);
        var length = packet.Length;
        lock (_gate)
        {
            if (_handle.IsClosed)
            {
                return 0;
            }

            fixed (byte* at = destination)
            {
                var session = _handle.DangerousGetHandle();
                var isDone = isRtcp ? _library.ProtectRtcp(session, at, ref length) : _library.Protect(session, at, ref length);
                return isDone ? length : 0;
            }
        }
    }

    private int Unprotect(Span<byte> packet, uint source, bool isRtcp)
    {
        var length = packet.Length;
        lock (_gate)
        {
            if (_handle.IsClosed || !_sources.MayBe(source))
            {
                return 0;
            }

            fixed (byte* at = packet)
            {
                var session = _handle.DangerousGetHandle();
                if (!(isRtcp ? _library.UnprotectRtcp(session, at, ref length) : _library.Unprotect(session, at, ref length)))
                {
                    return 0;
                }
            }

            _sources.Add(source);
            return length;
        }
    }
}
