using System.Runtime.InteropServices;

namespace LocalVoice.WebRtc.Sctp;

/// <summary>
/// usrsctp's C interface (version 0.9.4 or later), from the system's library. Its state is global to the process; callers hold
/// <see cref="SctpStack.Gate"/>, so that its own locks are never waited for.
/// </summary>
internal sealed unsafe class SctpLibrary
{
    private readonly nint _library;
    private readonly delegate* unmanaged[Cdecl]<uint, void> _handleTimers;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte, void> _input;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _registerAddress;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _deregisterAddress;

    /// <summary>Loads the library and starts it without threads of its own.</summary>
    /// <param name="output">Gets every packet to be sent: the registered address, the bytes and their count.</param>
    /// <exception cref="Transport.TransportException">usrsctp is not installed.</exception>
    public SctpLibrary(delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte, byte, int> output)
    {
        _library = SctpLibraryFile.Open();
        _handleTimers = (delegate* unmanaged[Cdecl]<uint, void>)Export("usrsctp_handle_timers");
        _input = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte, void>)Export("usrsctp_conninput");
        _registerAddress = (delegate* unmanaged[Cdecl]<nint, void>)Export("usrsctp_register_address");
        _deregisterAddress = (delegate* unmanaged[Cdecl]<nint, void>)Export("usrsctp_deregister_address");
        CreateSocket = (delegate* unmanaged[Cdecl]<int, int, int, void*, void*, uint, void*, nint>)Export("usrsctp_socket");
        SetNonBlocking = (delegate* unmanaged[Cdecl]<nint, int, int>)Export("usrsctp_set_non_blocking");
        SetOption = (delegate* unmanaged[Cdecl]<nint, int, int, void*, uint, int>)Export("usrsctp_setsockopt");
        Bind = (delegate* unmanaged[Cdecl]<nint, ConnectionAddress*, uint, int>)Export("usrsctp_bind");
        Connect = (delegate* unmanaged[Cdecl]<nint, ConnectionAddress*, uint, int>)Export("usrsctp_connect");
        Send = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, void*, int, SendInformation*, uint, uint, int, nint>)Export("usrsctp_sendv");
        Receive = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, void*, uint*, ReceiveInformation*, uint*, uint*, int*, nint>)Export(
            "usrsctp_recvv"
        );
        Shutdown = (delegate* unmanaged[Cdecl]<nint, int, int>)Export("usrsctp_shutdown");
        Close = (delegate* unmanaged[Cdecl]<nint, void>)Export("usrsctp_close");

        var initialize = (delegate* unmanaged[Cdecl]<ushort, void*, void*, void>)Export("usrsctp_init_nothreads");
        initialize(0, output, null);
    }

    public delegate* unmanaged[Cdecl]<int, int, int, void*, void*, uint, void*, nint> CreateSocket { get; }

    public delegate* unmanaged[Cdecl]<nint, int, int> SetNonBlocking { get; }

    public delegate* unmanaged[Cdecl]<nint, int, int, void*, uint, int> SetOption { get; }

    public delegate* unmanaged[Cdecl]<nint, ConnectionAddress*, uint, int> Bind { get; }

    public delegate* unmanaged[Cdecl]<nint, ConnectionAddress*, uint, int> Connect { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, nuint, void*, int, SendInformation*, uint, uint, int, nint> Send { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, nuint, void*, uint*, ReceiveInformation*, uint*, uint*, int*, nint> Receive { get; }

    public delegate* unmanaged[Cdecl]<nint, int, int> Shutdown { get; }

    public delegate* unmanaged[Cdecl]<nint, void> Close { get; }

    /// <summary>Sets one of usrsctp's process-wide defaults, by the name that its manual gives it.</summary>
    public void SetDefault(string name, uint value)
    {
        var set = (delegate* unmanaged[Cdecl]<uint, int>)Export("usrsctp_sysctl_set_sctp_" + name);
        if (set(value) != 0)
        {
            throw new InvalidOperationException($"usrsctp refuses {value} for {name}.");
        }
    }

    /// <summary>Fires the timers that are due. May send packets.</summary>
    public void HandleTimers(uint elapsedMilliseconds) => _handleTimers(elapsedMilliseconds);

    /// <summary>Hands in one packet that came for <paramref name="address"/>. May send packets.</summary>
    public void Input(nint address, ReadOnlySpan<byte> packet)
    {
        fixed (byte* at = packet)
        {
            _input(address, at, (nuint)packet.Length, 0);
        }
    }

    public void RegisterAddress(nint address) => _registerAddress(address);

    public void DeregisterAddress(nint address) => _deregisterAddress(address);

    private void* Export(string name) => (void*)NativeLibrary.GetExport(_library, name);
}
