using System.Net;
using System.Net.Sockets;
using LocalVoice.WebRtc.Dtls;
using LocalVoice.WebRtc.Ice;
using LocalVoice.WebRtc.Srtp;
using LocalVoice.WebRtc.Stun;
using LocalVoice.WebRtc.Transport;
using Microsoft.Extensions.Logging;

namespace LocalVoice.WebRtc.Peers;

/// <summary>
/// The one UDP port of all connections. One loop reads it: a datagram belongs to the connection whose checks came from the same address,
/// and a check to the one whose secrets it knows. Nothing is kept of those who passed none, and nobody is sent more than came.
/// </summary>
public sealed class PeerNetwork : IPeerNetwork
{
    private static readonly TimeSpan SilenceCheckPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReceivePause = TimeSpan.FromMilliseconds(100);

    private readonly PeerSurroundings _around;
    private readonly IceResponder _ice;
    private readonly byte[] _response = new byte[IceResponder.LongestResponseBytes];
    private readonly CancellationTokenSource _closing = new();
    private readonly ITimer _silence;
    private readonly Task _loop;
    private bool _isDisposed;

    private PeerNetwork(PeerSurroundings around)
    {
        _around = around;
        _ice = new(fragment => around.Table.Find(fragment)?.Ice);
        _silence = around.Time.CreateTimer(_ => CloseSilent(), null, SilenceCheckPeriod, SilenceCheckPeriod);
        _loop = Task.Run(ReceiveAsync);
    }

    /// <summary>Where it listens, with the port that the system chose where it was to choose.</summary>
    public IPEndPoint LocalEndPoint => _around.Socket.LocalEndPoint;

    internal PeerTable Table => _around.Table;

    /// <exception cref="TransportException">The port cannot be had, a setting is out of its range, or libsrtp is missing.</exception>
    public static PeerNetwork Open(PeerNetworkOptions options, TimeProvider time, ILoggerFactory logs)
    {
        options.Check();
        _ = SrtpLibrary.Shared;
        var socket = PeerSocket.Open(options.Listen);
        var log = logs.CreateLogger<PeerNetwork>();
        PeerLog.Listening(log, socket.LocalEndPoint);
        var identity = DtlsIdentity.Create(time);
        return new(
            new(
                options,
                socket,
                new(options.MaxConnections, time),
                identity,
                new(identity, options.HandshakeTimeout),
                new(options.MaxHandshakes),
                time,
                log
            )
        );
    }

    public IPeerTransport Accept(RemotePeer remote, IPacketReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(remote);
        ArgumentNullException.ThrowIfNull(receiver);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        // Gathered each time: networks come and go.
        var candidates = HostCandidates.Of(LocalEndPoint, _around.Options.PublicAddress, _around.Options.WithLoopback);
        if (candidates.Count == 0)
        {
            throw new TransportException("No network of this machine has an address that a peer could reach. Set a public address.");
        }

        var connection = new PeerConnection(_around, candidates, remote, receiver);
        _around.Table.Add(connection);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _silence.DisposeAsync().ConfigureAwait(false);
        foreach (var connection in _around.Table.All)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _around.Socket.Dispose();
        _closing.Dispose();
    }

    private void CloseSilent()
    {
        foreach (var connection in _around.Table.All)
        {
            try
            {
                connection.CloseIfSilent();
            }
            catch (Exception e)
            {
                // On a timer's thread it would end the process, and everyone's calls.
                PeerLog.CloseFailed(_around.Log, e, connection.Credentials.UsernameFragment);
            }
        }
    }

    private async Task ReceiveAsync()
    {
        // One more than is taken, so that what was cut can be told.
        var buffer = GC.AllocateUninitializedArray<byte>(DtlsInbox.LongestBytes + 1, pinned: true);
        var from = _around.Socket.NewAddress();
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var bytes = await _around.Socket.ReceiveAsync(buffer, from, _closing.Token).ConfigureAwait(false);
                if (bytes <= DtlsInbox.LongestBytes)
                {
                    Dispatch(buffer.AsSpan(0, bytes), from);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.MessageSize)
            {
                // A peer's port is closed, or its datagram was too long: neither concerns the others.
            }
            catch (SocketException e)
            {
                PeerLog.CannotReceive(_around.Log, e, ReceivePause);
                await Task.Delay(ReceivePause, _around.Time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Dispatch(Span<byte> datagram, SocketAddress from)
    {
        try
        {
            var kind = PacketKinds.Of(datagram);
            if (kind == PacketKind.Stun)
            {
                Check(datagram, from);
            }
            else if (kind != PacketKind.Unknown)
            {
                _around.Table.Find(from)?.Receive(kind, datagram);
            }
        }
        catch (Exception e)
        {
            PeerLog.PacketFailed(_around.Log, e);
        }
    }

    private void Check(ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        var check = _ice.Respond(datagram, from, _response);
        if (check.Passed is not null && _around.Table.Find(check.Passed.Local.UsernameFragment) is { } connection)
        {
            if (_around.Table.Bind(from, connection) is not { } address)
            {
                return;
            }

            connection.PassCheck(address, check.Nominates);
        }

        if (check.ResponseBytes > 0)
        {
            _around.Socket.Send(_response.AsSpan(0, check.ResponseBytes), from);
        }
    }
}
