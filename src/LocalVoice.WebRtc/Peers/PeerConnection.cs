using System.Net;
using LocalVoice.WebRtc.Dtls;
using LocalVoice.WebRtc.Ice;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Peers;

/// <summary>
/// One connection: waits for the peer's checks, then for its handshake (or begins it), then carries packets, until either side or silence
/// ends it. What comes from the network comes by one loop; all else may come from any thread.
/// </summary>
internal sealed class PeerConnection : IPeerTransport
{
    private readonly PeerSurroundings _around;
    private readonly RemotePeer _remote;
    private readonly CertificateFingerprint _fingerprint;
    private readonly IPacketReceiver _receiver;
    private readonly PeerPath _path;
    private readonly PacketRate _rate;
    private readonly DtlsInbox _inbox;
    private readonly long _created;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SecuredPath? _secured;
    private Task? _handshake;
    private bool _isClosed;

    /// <exception cref="TransportException">The offer's credentials or fingerprint are not ones to rely on.</exception>
    public PeerConnection(PeerSurroundings around, IReadOnlyList<IceCandidate> candidates, RemotePeer remote, IPacketReceiver receiver)
    {
        IceSecrets.Check(remote.Credentials);
        _fingerprint = new(remote.Fingerprint);
        Candidates = candidates;
        _around = around;
        _remote = remote;
        _receiver = receiver;
        _path = new(around.Time);
        _rate = new(around.Time);
        _inbox = new(Send);
        _created = around.Time.GetTimestamp();
        Ice = new(IceSecrets.Create(), remote.Credentials);
    }

    /// <summary>What its checks are judged by.</summary>
    public IceSession Ice { get; }

    public IceCredentials Credentials => Ice.Local;

    public DtlsFingerprint Fingerprint => _around.Identity.Fingerprint;

    public IReadOnlyList<IceCandidate> Candidates { get; }

    public Task Connected => _connected.Task;

    public Task Closed => _closed.Task;

    public void SendRtp(ReadOnlySpan<byte> packet)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(packet.Length, SecuredPath.LongestPacket);
        Volatile.Read(ref _secured)?.SendRtp(packet);
    }

    public void SendRtcp(ReadOnlySpan<byte> packet)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(packet.Length, SecuredPath.LongestPacket);
        Volatile.Read(ref _secured)?.SendRtcp(packet);
    }

    public void SendData(ReadOnlySpan<byte> datagram)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(datagram.Length, SecuredPath.LongestPacket);
        Volatile.Read(ref _secured)?.SendData(datagram);
    }

    /// <summary>A check of the peer passed.</summary>
    /// <param name="from">Kept.</param>
    public void PassCheck(SocketAddress from, bool nominates)
    {
        _path.Hear(from, nominates);
        if (_remote.IsDtlsServer)
        {
            BeginHandshake();
        }
    }

    /// <summary>A datagram came from an address whose check passed. Those beyond <see cref="PacketRate.Most"/> are dropped.</summary>
    /// <param name="datagram">Decrypted where it lies.</param>
    public void Receive(PacketKind kind, Span<byte> datagram)
    {
        if (!_rate.Take())
        {
            return;
        }

        var secured = Volatile.Read(ref _secured);
        switch (kind)
        {
            case PacketKind.Rtp:
                secured?.ReceiveRtp(datagram);
                break;
            case PacketKind.Rtcp:
                secured?.ReceiveRtcp(datagram);
                break;
            case PacketKind.Dtls:
                ReceiveDtls(datagram);
                break;
        }
    }

    /// <summary>Ends the connection when the peer is gone, or never came.</summary>
    public void CloseIfSilent()
    {
        var options = _around.Options;
        if (Volatile.Read(ref _secured) is { IsClosed: true })
        {
            Close("The peer has ended the connection.");
        }
        else if (!_connected.Task.IsCompleted)
        {
            if (_around.Time.GetElapsedTime(_created) >= options.ConnectTimeout)
            {
                Close(WhyNotConnected(options.ConnectTimeout));
            }
        }
        else if (_path.Silence >= options.SilenceTimeout)
        {
            Close($"The peer sent no connectivity check for {options.SilenceTimeout.TotalSeconds:0.#} s.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close("The connection was closed by this side.");
        if (_handshake is { } handshake)
        {
            await handshake.ConfigureAwait(false);
        }
    }

    private string WhyNotConnected(TimeSpan timeout) =>
        _path.Selected is null
            ? $"No connectivity check came within {timeout.TotalSeconds:0.#} s: is UDP port {_around.Socket.LocalEndPoint.Port} "
                + "reachable at the addresses of the answer?"
            : $"The peer's checks came, but its DTLS handshake did not within {timeout.TotalSeconds:0.#} s.";

    private void Send(ReadOnlySpan<byte> datagram)
    {
        if (_path.Selected is { } to)
        {
            _around.Socket.Send(datagram, to);
        }
    }

    private void ReceiveDtls(ReadOnlySpan<byte> datagram)
    {
        if (!_remote.IsDtlsServer && _handshake is null && PacketKinds.BeginsHandshake(datagram))
        {
            BeginHandshake();
        }

        if (_handshake is null)
        {
            return;
        }

        _inbox.Offer(datagram);
        if (Volatile.Read(ref _secured) is { } secured)
        {
            DeliverData(secured);
        }
    }

    private void BeginHandshake()
    {
        lock (_gate)
        {
            if (_handshake is null && !_isClosed)
            {
                _handshake = Task.Run(HandshakeAsync);
            }
        }
    }

    private async Task HandshakeAsync()
    {
        try
        {
            if (!await _around.Slots.WaitAsync(_around.Options.HandshakeTimeout, _closing.Token).ConfigureAwait(false))
            {
                throw new TransportException(
                    $"{_around.Options.MaxHandshakes} DTLS handshakes were under way all the time; try again later."
                );
            }

            Secure(await ShakeHandsAsync().ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // Closed while it waited.
        }
        catch (Exception e)
        {
            Close(e.Message, e);
        }
    }

    /// <summary>The library blocks: on a thread of its own.</summary>
    private async Task<DtlsChannel> ShakeHandsAsync()
    {
        try
        {
            return await Task
                .Factory.StartNew(
                    () => _around.Handshake.Run(_inbox, _fingerprint, isClient: _remote.IsDtlsServer),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                    TaskScheduler.Default
                )
                .ConfigureAwait(false);
        }
        finally
        {
            _ = _around.Slots.Release();
        }
    }

    private void Secure(DtlsChannel channel)
    {
        var secured = new SecuredPath(channel, _receiver, Send);
        channel.Keys.Erase();
        lock (_gate)
        {
            if (_isClosed)
            {
                secured.Dispose();
                return;
            }

            Volatile.Write(ref _secured, secured);
        }

        PeerLog.Connected(_around.Log, Credentials.UsernameFragment, channel.Keys.Profile);
        _ = _connected.TrySetResult();
        DeliverData(secured);
    }

    private void DeliverData(SecuredPath secured)
    {
        secured.DeliverData();
        if (secured.IsClosed)
        {
            Close("The peer has ended the connection.");
        }
    }

    private void Close(string why, Exception? cause = null)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        _around.Table.Remove(this);
        _closing.Cancel();
        if (Interlocked.Exchange(ref _secured, null) is { } secured)
        {
            secured.Dispose();
        }

        _inbox.Close();
        PeerLog.Closed(_around.Log, Credentials.UsernameFragment, why);
        if (_connected.TrySetException(cause as TransportException ?? new TransportException(why, cause)))
        {
            // Seen, should nobody wait for it.
            _ = _connected.Task.Exception;
        }

        _ = _closed.TrySetResult();
    }
}
