using System.Runtime.InteropServices;

namespace LocalVoice.WebRtc.Sctp;

/// <summary>The options of an association's socket (RFC 6458, section 8; RFC 6525, section 6.3), as usrsctp lays them out.</summary>
internal static unsafe class SctpSocketOptions
{
    private const int SctpLevel = 132;
    private const int InitialMessage = 3;
    private const int NoDelay = 4;
    private const int PeerAddressParameters = 0xa;
    private const int Event = 0x1e;
    private const int ReceiveReceiveInformation = 0x1f;
    private const int EnableStreamReset = 0x900;
    private const int ResetStreams = 0x901;
    private const ushort ResetOutgoing = 2;

    private const int PathMtuOffset = 136;
    private const int PathFlagsOffset = 140;
    private const int PathParametersBytes = 152;
    private const uint DisablePathMtuDiscovery = 0x10;

    /// <summary>The common header, which usrsctp adds to the path's MTU.</summary>
    private const uint CommonHeaderBytes = 12;

    private static readonly ushort[] Events =
    [
        SctpNotification.AssociationChange,
        SctpNotification.PartialDelivery,
        SctpNotification.StreamReset,
    ];

    public static void SetAll(SctpLibrary library, nint socket)
    {
        Span<byte> option = stackalloc byte[8];
        SetLinger(library, socket);
        Write32(option, 0, 1);
        Set(library, socket, SctpLevel, NoDelay, option[..4]);
        Set(library, socket, SctpLevel, ReceiveReceiveInformation, option[..4]);
        Write32(option, 4, 1);
        Write32(option, 0, 0);
        Set(library, socket, SctpLevel, EnableStreamReset, option[..8]);

        foreach (var type in Events)
        {
            option.Clear();
            MemoryMarshal.Write(option[4..], type);
            option[6] = 1;
            Set(library, socket, SctpLevel, Event, option[..8]);
        }

        option.Clear();
        MemoryMarshal.Write(option, (ushort)SctpStack.Streams);
        MemoryMarshal.Write(option[2..], (ushort)SctpStack.Streams);
        Set(library, socket, SctpLevel, InitialMessage, option[..8]);
    }

    /// <summary>Fixes the size of packets; of a socket that is connected, or connecting.</summary>
    public static void SetPath(SctpLibrary library, nint socket, ConnectionAddress remote)
    {
        Span<byte> option = stackalloc byte[PathParametersBytes];
        option.Clear();
        MemoryMarshal.Write(option, remote);
        Write32(option, PathMtuOffset, SctpStack.MaxPacketBytes - CommonHeaderBytes);
        Write32(option, PathFlagsOffset, DisablePathMtuDiscovery);
        Set(library, socket, SctpLevel, PeerAddressParameters, option);
    }

    /// <summary>Resets the outgoing side of a stream, once what was sent on it before is acknowledged.</summary>
    public static bool Reset(SctpLibrary library, nint socket, ushort stream)
    {
        Span<byte> option = stackalloc byte[10];
        option.Clear();
        MemoryMarshal.Write(option[4..], ResetOutgoing);
        MemoryMarshal.Write(option[6..], (ushort)1);
        MemoryMarshal.Write(option[8..], stream);
        return TrySet(library, socket, SctpLevel, ResetStreams, option);
    }

    /// <summary>A socket that is closed aborts its association at once, instead of waiting for the other side.</summary>
    private static void SetLinger(SctpLibrary library, nint socket)
    {
        var (level, name) = OperatingSystem.IsLinux() ? (1, 13) : (0xffff, 0x80);
        Span<byte> linger = stackalloc byte[8];
        linger.Clear();
        linger[0] = 1;
        Set(library, socket, level, name, linger);
    }

    private static void Set(SctpLibrary library, nint socket, int level, int name, ReadOnlySpan<byte> value)
    {
        if (!TrySet(library, socket, level, name, value))
        {
            throw new InvalidOperationException($"usrsctp refuses socket option 0x{name:x}: error {Marshal.GetLastSystemError()}.");
        }
    }

    private static bool TrySet(SctpLibrary library, nint socket, int level, int name, ReadOnlySpan<byte> value)
    {
        fixed (byte* at = value)
        {
            return library.SetOption(socket, level, name, at, (uint)value.Length) == 0;
        }
    }

    private static void Write32(Span<byte> option, int offset, uint value) => MemoryMarshal.Write(option[offset..], value);
}
