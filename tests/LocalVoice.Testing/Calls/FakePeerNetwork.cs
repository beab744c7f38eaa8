using System.Net;
using System.Threading.Channels;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Testing.Calls;

/// <summary>A network without packets: the test is the other side of each connection.</summary>
public sealed class FakePeerNetwork : IPeerNetwork
{
    private readonly Channel<FakePeerTransport> _accepted = Channel.CreateBounded<FakePeerTransport>(64);

    /// <summary>Every connection, in the order in which it was accepted.</summary>
    public ChannelReader<FakePeerTransport> Accepted => _accepted.Reader;

    /// <summary>When set, no connection is accepted.</summary>
    public TransportException? Failure { get; set; }

    public IPeerTransport Accept(RemotePeer remote, IPacketReceiver receiver)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        var transport = new FakePeerTransport(remote, receiver);
        return _accepted.Writer.TryWrite(transport)
            ? transport
            : throw new InvalidOperationException("The test does not read its connections.");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>One connection. Connected when the test says so.</summary>
public sealed class FakePeerTransport(RemotePeer remote, IPacketReceiver receiver) : IPeerTransport
{
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<byte[]> _rtp = Channel.CreateBounded<byte[]>(4096);
    private readonly Channel<byte[]> _rtcp = Channel.CreateBounded<byte[]>(4096);

    public RemotePeer Remote => remote;

    /// <summary>Takes what the test sends.</summary>
    public IPacketReceiver Receiver => receiver;

    /// <summary>The agent's packets, in order.</summary>
    public ChannelReader<byte[]> Rtp => _rtp.Reader;

    /// <summary>Reports, in order.</summary>
    public ChannelReader<byte[]> Rtcp => _rtcp.Reader;

    /// <summary>Completes when this side has said goodbye.</summary>
    public Task Disposed => _disposed.Task;

    public IceCredentials Credentials { get; } = new("ours", "a-password-of-22-chars");

    public DtlsFingerprint Fingerprint { get; } = new("sha-256", string.Join(':', Enumerable.Repeat("0A", 32)));

    public IReadOnlyList<IceCandidate> Candidates { get; } =
    [new(new(IPAddress.Parse("192.0.2.7"), 8189), 2_130_706_431), new(new(IPAddress.Parse("2001:db8::7"), 8189), 2_130_706_175)];

    public Task Connected => _connected.Task;

    public Task Closed => _closed.Task;

    public void Connect() => _connected.TrySetResult();

    public void FailToConnect(TransportException failure) => _connected.TrySetException(failure);

    /// <summary>The other side says goodbye.</summary>
    public void Close() => _closed.TrySetResult();

    public void SendRtp(ReadOnlySpan<byte> packet) => _rtp.Writer.TryWrite(packet.ToArray());

    public void SendRtcp(ReadOnlySpan<byte> packet) => _rtcp.Writer.TryWrite(packet.ToArray());

    public void SendData(ReadOnlySpan<byte> datagram)
    {
        // The test's data channels are none of the network's.
    }

    public ValueTask DisposeAsync()
    {
        _disposed.TrySetResult();
        _closed.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
