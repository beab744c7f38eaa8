using System.Runtime.InteropServices;

namespace LocalVoice.WebRtc.Sctp;

/// <summary>One socket of usrsctp, which holds one association. Callers hold <see cref="SctpStack.Gate"/>.</summary>
internal sealed unsafe class SctpSocket
{
    private const int StreamType = 1;
    private const int SctpProtocol = 132;
    private const int ShutdownSending = 1;
    private const uint SendInformationType = 1;
    private const int EndOfRecord = 0x80;
    private const int EndOfRecordElsewhere = 8;
    private const int Notification = 0x2000;

    private static readonly int WouldBlock = OperatingSystem.IsLinux() ? 11 : 35;
    private static readonly int InProgress = OperatingSystem.IsLinux() ? 115 : 36;

    private readonly SctpLibrary _library;
    private readonly nint _id;
    private readonly SctpOptions _options;
    private nint _socket;

    /// <param name="id">The address that the library knows it by; registered.</param>
    /// <exception cref="InvalidOperationException">usrsctp has no memory for it.</exception>
    public SctpSocket(SctpLibrary library, nint id, SctpOptions options)
    {
        (_library, _id, _options) = (library, id, options);
        _socket = library.CreateSocket(ConnectionAddress.Family, StreamType, SctpProtocol, null, null, 0, null);
        if (_socket == 0)
        {
            throw Failed("make a socket");
        }

        try
        {
            Connect();
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <returns>Why the message is not taken; null when it is.</returns>
    public string? Send(ushort stream, uint protocol, ReadOnlySpan<byte> payload)
    {
        var information = new SendInformation(stream, protocol);
        fixed (byte* at = payload)
        {
            var size = (uint)sizeof(SendInformation);
            if (_library.Send(_socket, at, (nuint)payload.Length, null, 0, &information, size, SendInformationType, 0) >= 0)
            {
                return null;
            }
        }

        var error = Marshal.GetLastSystemError();
        return error == WouldBlock
            ? "The other side does not read: what it has not acknowledged fills the queue of 1 MiB."
            : $"usrsctp does not take a message of {payload.Length} bytes on stream {stream}: error {error}.";
    }

    public SctpRead Receive(Span<byte> buffer)
    {
        ReceiveInformation information;
        var size = (uint)sizeof(ReceiveInformation);
        var flags = 0;
        uint type;
        uint addressBytes = 0;
        nint count;
        fixed (byte* at = buffer)
        {
            count = _library.Receive(_socket, at, (nuint)buffer.Length, null, &addressBytes, &information, &size, &type, &flags);
        }

        if (count < 0)
        {
            return Marshal.GetLastSystemError() == WouldBlock ? SctpRead.Nothing : SctpRead.Ended;
        }

        var isWhole = (flags & (OperatingSystem.IsLinux() ? EndOfRecord : EndOfRecordElsewhere)) != 0;
        return count == 0 ? SctpRead.Ended
            : (flags & Notification) != 0 ? new SctpRead(SctpReadKind.Notification, (int)count, isWhole, 0, 0)
            : new SctpRead(SctpReadKind.Data, (int)count, isWhole, information.Stream, information.Protocol);
    }

    public bool ResetOutgoing(ushort stream) => SctpSocketOptions.Reset(_library, _socket, stream);

    /// <summary>Sends what is queued, then ends the association on both sides.</summary>
    public void Shutdown() => _ = _library.Shutdown(_socket, ShutdownSending);

    /// <summary>Aborts what is left of the association and gives the socket back.</summary>
    public void Close()
    {
        if (_socket != 0)
        {
            _library.Close(_socket);
            _socket = 0;
        }
    }

    private void Connect()
    {
        _ = _library.SetNonBlocking(_socket, 1);
        SctpSocketOptions.SetAll(_library, _socket);
        var local = new ConnectionAddress(_id, _options.LocalPort);
        if (_library.Bind(_socket, &local, (uint)sizeof(ConnectionAddress)) != 0)
        {
            throw Failed($"bind port {_options.LocalPort}");
        }

        var remote = new ConnectionAddress(_id, _options.RemotePort);
        if (_library.Connect(_socket, &remote, (uint)sizeof(ConnectionAddress)) != 0 && Marshal.GetLastSystemError() != InProgress)
        {
            throw Failed($"connect to port {_options.RemotePort}");
        }

        SctpSocketOptions.SetPath(_library, _socket, remote);
    }

    private static InvalidOperationException Failed(string what) => new($"usrsctp could not {what}: error {Marshal.GetLastSystemError()}.");
}
