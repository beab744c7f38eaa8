using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LocalVoice.WebRtc.Sctp;

/// <summary>
/// The one usrsctp of the process, without threads: its timers run on one timer of ours, and only while there are associations. The
/// library sees numbers in place of pointers, so that what it frees late finds nobody instead of freed memory.
/// </summary>
internal sealed unsafe class SctpStack
{
    /// <summary>The longest message, of either side, that this side handles; what browsers offer too.</summary>
    public const int MaxMessageBytes = 262_144;

    /// <summary>With DTLS (37 bytes), UDP and IPv6 (48) within the 1280 bytes that every IPv6 network carries.</summary>
    public const int MaxPacketBytes = 1184;

    /// <summary>Streams in each direction, as many as browsers open.</summary>
    public const int Streams = 1024;

    private const int ReceiveQueueBytes = 2 * MaxMessageBytes;
    private const int SendQueueBytes = 4 * MaxMessageBytes;

    private static readonly Lock SharedGate = new();
    private static SctpStack? _shared;

    private readonly SctpLibrary _library;
    private readonly Dictionary<nint, SctpAssociation> _associations = [];
    private readonly SctpTimer _timer;
    private nint _lastId;

    private SctpStack(TimeProvider time)
    {
        _library = new SctpLibrary(&Output);
        SetDefaults(_library);
        _timer = new SctpTimer(time, Advance);
    }

    /// <exception cref="Transport.TransportException">usrsctp is not installed.</exception>
    public static SctpStack Shared
    {
        get
        {
            lock (SharedGate)
            {
                return _shared ??= new SctpStack(TimeProvider.System);
            }
        }
    }

    /// <summary>Held around every use of the library. Nothing of other layers is called under it.</summary>
    public Lock Gate { get; } = new();

    /// <summary>A piece of a message on its way out of the library; used under <see cref="Gate"/>.</summary>
    public byte[] Buffer { get; } = new byte[65_536];

    /// <summary>Under <see cref="Gate"/>.</summary>
    public int AssociationCount => _associations.Count;

    /// <summary>Begins an association; its first packet waits to be sent. Under <see cref="Gate"/>.</summary>
    public (nint Id, SctpSocket Socket) Open(SctpAssociation association, SctpOptions options)
    {
        var id = ++_lastId;
        _associations.Add(id, association);
        _library.RegisterAddress(id);
        try
        {
            var socket = new SctpSocket(_library, id, options);
            _timer.Run();
            return (id, socket);
        }
        catch
        {
            Forget(id);
            throw;
        }
    }

    /// <summary>Aborts an association; its last packet waits to be sent. Under <see cref="Gate"/>.</summary>
    public void Close(nint id, SctpSocket socket)
    {
        socket.Close();
        Forget(id);
        if (_associations.Count == 0)
        {
            _timer.Rest();
        }
    }

    /// <summary>Under <see cref="Gate"/>.</summary>
    public void Input(nint id, ReadOnlySpan<byte> packet) => _library.Input(id, packet);

    private void Forget(nint id)
    {
        _library.DeregisterAddress(id);
        _associations.Remove(id);
    }

    private void Advance(TimeSpan elapsed)
    {
        SctpAssociation[] associations;
        lock (Gate)
        {
            _library.HandleTimers((uint)elapsed.TotalMilliseconds);
            associations = [.. _associations.Values];
        }

        foreach (var association in associations)
        {
            association.Drain();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Output(nint id, byte* packet, nuint count, byte typeOfService, byte dontFragment)
    {
        if (_shared is { } stack && stack._associations.TryGetValue(id, out var association))
        {
            association.Enqueue(new ReadOnlySpan<byte>(packet, (int)count));
        }

        return 0;
    }

    private static void SetDefaults(SctpLibrary library)
    {
        // What WebRTC does not use is off: fewer lines of C see what peers send.
        foreach (var extension in (string[])["asconf_enable", "auth_enable", "ecn_enable", "nrsack_enable", "pktdrop_enable"])
        {
            library.SetDefault(extension, 0);
        }

        // Packets of no association are dropped without a word.
        library.SetDefault("blackhole", 2);
        library.SetDefault("sendspace", SendQueueBytes);
        library.SetDefault("recvspace", ReceiveQueueBytes);
        library.SetDefault("max_chunks_on_queue", SendQueueBytes / 512);

        // Voice is not helped by a packet that is repeated after RFC 9260's 60 s; ICE says sooner whether the other side lives.
        library.SetDefault("rto_initial_default", 1000);
        library.SetDefault("rto_min_default", 200);
        library.SetDefault("rto_max_default", 4000);
        library.SetDefault("init_rto_max_default", 4000);
        library.SetDefault("delayed_sack_time_default", 50);
    }
}
