using System.Net;
using System.Net.Sockets;
using LocalVoice.WebRtc.Dtls;
using LocalVoice.WebRtc.Ice;
using LocalVoice.WebRtc.Peers;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Bench.Transport.Link;

/// <summary>The caller's side of a connection: a UDP port of its own, ICE's checks, DTLS and SRTP. Sending is thread-safe.</summary>
internal sealed class CallerLink : IAsyncDisposable
{
    /// <summary>For an address to respond, and for the handshake.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly DtlsIdentity _identity;
    private readonly DtlsInbox _inbox;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _running = [];
    private ConnectivityChecks? _checks;
    private SocketAddress? _target;
    private SecuredPath? _secured;

    public CallerLink(TimeProvider time)
    {
        (_time, _identity, _inbox) = (time, DtlsIdentity.Create(time), new(Send));
        _socket.Bind(new IPEndPoint(IPAddress.Any, 0));
    }

    public IceCredentials Credentials { get; } = IceSecrets.Create();

    public DtlsFingerprint Fingerprint => _identity.Fingerprint;

    /// <param name="receiver">Called by one loop.</param>
    /// <exception cref="TransportException">No address responded, or the handshake failed.</exception>
    public async Task ConnectAsync(PeerAnswer answer, IPacketReceiver receiver, CancellationToken cancellationToken)
    {
        _checks = new(Credentials, answer, SendRaw);
        _running.Add(Task.Run(ReceiveAsync, CancellationToken.None));
        _running.Add(CheckAsync(_checks));
        try
        {
            _target = await _checks.Found.WaitAsync(Patience, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TransportException(
                $"None of {string.Join(", ", answer.Candidates)} responded within {Patience.TotalSeconds:0} s: is UDP let through?"
            );
        }

        var channel = await Task.Factory.StartNew(
            () => new DtlsHandshake(_identity, Patience).Run(_inbox, new(answer.Remote.Fingerprint), answer.Remote.IsDtlsServer),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        var secured = new SecuredPath(channel, receiver, Send);
        channel.Keys.Erase();
        Volatile.Write(ref _secured, secured);
        secured.DeliverData();
    }

    public void SendRtp(ReadOnlySpan<byte> packet) => Volatile.Read(ref _secured)?.SendRtp(packet);

    public void SendRtcp(ReadOnlySpan<byte> packet) => Volatile.Read(ref _secured)?.SendRtcp(packet);

    public void SendData(ReadOnlySpan<byte> datagram) => Volatile.Read(ref _secured)?.SendData(datagram);

    /// <summary>Says goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _secured, null)?.Dispose();
        _inbox.Close();
        await _closing.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _closing.Dispose();
    }

    private void Send(ReadOnlySpan<byte> datagram)
    {
        if (_target is { } target)
        {
            SendRaw(datagram, target);
        }
    }

    private void SendRaw(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, to);
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException)
        {
            // No way there, or the last goodbye: the other side's silence will tell.
        }
    }

    private async Task CheckAsync(ConnectivityChecks checks)
    {
        while (true)
        {
            checks.Check();
            var isFound = checks.Found.IsCompletedSuccessfully;
            await Task.Delay(isFound ? ConnectivityChecks.Consent : ConnectivityChecks.Again, _time, _closing.Token);
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(DtlsInbox.LongestBytes, pinned: true);
        var from = new SocketAddress(AddressFamily.InterNetwork);
        while (true)
        {
            try
            {
                var bytes = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, from, _closing.Token);
                Receive(buffer.AsSpan(0, bytes), from);
            }
            catch (SocketException)
            {
                // Cut off or refused by somebody's port: the next one may be whole.
            }
        }
    }

    private void Receive(Span<byte> datagram, SocketAddress from)
    {
        var secured = Volatile.Read(ref _secured);
        switch (PacketKinds.Of(datagram))
        {
            case PacketKind.Stun:
                _checks!.Receive(datagram, from);
                break;
            case PacketKind.Dtls:
                _inbox.Offer(datagram);
                secured?.DeliverData();
                break;
            case PacketKind.Rtp:
                secured?.ReceiveRtp(datagram);
                break;
            case PacketKind.Rtcp:
                secured?.ReceiveRtcp(datagram);
                break;
        }
    }
}
