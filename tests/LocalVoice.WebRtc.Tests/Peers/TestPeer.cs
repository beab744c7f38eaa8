using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using LocalVoice.WebRtc.Dtls;
using LocalVoice.WebRtc.Ice;
using LocalVoice.WebRtc.Peers;
using LocalVoice.WebRtc.Stun;
using LocalVoice.WebRtc.Tests.Ice;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Peers;

/// <summary>The other side of a connection, as a browser is: it sends the checks, and either role of DTLS.</summary>
internal sealed class TestPeer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DtlsIdentity _identity = DtlsIdentity.Create(TimeProvider.System);
    private readonly IceCredentials _credentials = IceSecrets.Create();
    private readonly bool _isDtlsServer;
    private readonly Channel<byte[]> _responses = Channel.CreateBounded<byte[]>(1000);
    private readonly DtlsInbox _inbox;
    private readonly CancellationTokenSource _closing = new();
    private readonly List<(Socket Socket, Task Loop)> _sockets = [];
    private readonly AddressFamily _family;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SocketAddress? _target;
    private SecuredPath? _secured;

    public TestPeer(bool isDtlsServer = false, AddressFamily family = AddressFamily.InterNetwork)
    {
        _isDtlsServer = isDtlsServer;
        _family = family;
        _inbox = new(Send);
        Move();
    }

    /// <summary>What it says of itself in its offer.</summary>
    public RemotePeer Offer => new(_credentials, _identity.Fingerprint, _isDtlsServer);

    public RecordedPackets Received { get; } = new();

    public IPEndPoint LocalEndPoint => (IPEndPoint)Current.LocalEndPoint!;

    /// <summary>Completes when the other side has said goodbye.</summary>
    public Task Closed => _closed.Task;

    /// <summary>The other side has begun or gone on with a handshake.</summary>
    public bool HasHandshake => !_inbox.IsEmpty;

    /// <summary>How many responses to checks have come.</summary>
    public int Responses { get; private set; }

    private Socket Current => _sockets[^1].Socket;

    /// <summary>To another port, as when a router forgets the old one.</summary>
    public void Move()
    {
        var socket = new Socket(_family, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(_family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, 0));
        _sockets.Add((socket, Task.Run(() => ReceiveAsync(socket))));
    }

    public CheckMessage Check(IPeerTransport other) => new(other.Credentials, _credentials);

    /// <summary>Sends a check, and waits for its response.</summary>
    public async Task<byte[]> CheckAsync(IPeerTransport other, CheckMessage? check = null)
    {
        _target ??= other
            .Candidates.Select(candidate => candidate.EndPoint)
            .First(at => at.AddressFamily == _family && IPAddress.IsLoopback(at.Address))
            .Serialize();
        check ??= Check(other);
        SendRaw(check.ToBytes());
        while (true)
        {
            var response = await _responses.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (response.AsSpan(8, StunMessage.TransactionIdBytes).SequenceEqual(check.TransactionId))
            {
                return response;
            }
        }
    }

    /// <summary>The whole way: a check that nominates, and the handshake.</summary>
    public async Task ConnectAsync(IPeerTransport other)
    {
        _ = await CheckAsync(other);
        await ShakeHandsAsync(other.Fingerprint);
        await other.Connected.WaitAsync(Patience);
    }

    public async Task ShakeHandsAsync(DtlsFingerprint fingerprint)
    {
        var handshake = new DtlsHandshake(_identity, Patience);
        var channel = await Task.Factory.StartNew(
            () => handshake.Run(_inbox, new(fingerprint), isClient: !_isDtlsServer),
            TaskCreationOptions.LongRunning
        );
        var secured = new SecuredPath(channel, Received, Send);
        Volatile.Write(ref _secured, secured);
        secured.DeliverData();
    }

    public void SendRtp(byte[] packet) => _secured!.SendRtp(packet);

    public void SendRtcp(byte[] packet) => _secured!.SendRtcp(packet);

    public void SendData(byte[] datagram) => _secured!.SendData(datagram);

    public void SayGoodbye() => _secured!.Dispose();

    public void SendRaw(ReadOnlySpan<byte> datagram) => Current.SendTo(datagram, SocketFlags.None, _target!);

    /// <summary>Every datagram is sent twice from now on.</summary>
    public bool Repeats { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _secured?.Dispose();
        _inbox.Close();
        foreach (var (socket, loop) in _sockets)
        {
            await loop;
            socket.Dispose();
        }

        _closing.Dispose();
    }

    private void Send(ReadOnlySpan<byte> datagram)
    {
        SendRaw(datagram);
        if (Repeats)
        {
            SendRaw(datagram);
        }
    }

    private async Task ReceiveAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var bytes = await socket.ReceiveAsync(buffer, _closing.Token);
                Receive(buffer.AsSpan(0, bytes));
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private void Receive(Span<byte> datagram)
    {
        switch (PacketKinds.Of(datagram))
        {
            case PacketKind.Stun:
                Responses++;
                Assert.True(_responses.Writer.TryWrite(datagram.ToArray()));
                break;
            case PacketKind.Dtls:
                _inbox.Offer(datagram);
                Volatile.Read(ref _secured)?.DeliverData();
                if (_inbox.IsClosed)
                {
                    _ = _closed.TrySetResult();
                }

                break;
            case PacketKind.Rtp:
                Volatile.Read(ref _secured)?.ReceiveRtp(datagram);
                break;
            case PacketKind.Rtcp:
                Volatile.Read(ref _secured)?.ReceiveRtcp(datagram);
                break;
        }
    }
}
