using System.Threading.Channels;
using LocalVoice.WebRtc.Calls;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Testing.Calls;

/// <summary>Data channels whose other side is the test.</summary>
public sealed class FakeDataChannelFactory : IDataChannelFactory
{
    private readonly Channel<FakeDataChannels> _created = Channel.CreateBounded<FakeDataChannels>(64);

    public long MaxMessageBytes => 262_144;

    /// <summary>Of every call, in order.</summary>
    public ChannelReader<FakeDataChannels> Created => _created.Reader;

    public IDataChannels Create(IPeerTransport transport, OfferedData remote, bool isDtlsClient)
    {
        var channels = new FakeDataChannels(remote, isDtlsClient);
        return _created.Writer.TryWrite(channels) ? channels : throw new InvalidOperationException("The test does not read its calls.");
    }
}

/// <summary>The data channels of one call.</summary>
public sealed class FakeDataChannels(OfferedData remote, bool isDtlsClient) : IDataChannels
{
    private readonly Channel<IDataChannel> _opened = Channel.CreateBounded<IDataChannel>(16);
    private readonly List<FakeDataChannel> _all = [];

    public OfferedData Remote => remote;

    public bool IsDtlsClient => isDtlsClient;

    public ChannelReader<IDataChannel> Opened => _opened.Reader;

    /// <summary>The test opens a channel.</summary>
    public FakeDataChannel Open(string label)
    {
        var channel = new FakeDataChannel(label);
        _all.Add(channel);
        _opened.Writer.TryWrite(channel);
        return channel;
    }

    public void Receive(ReadOnlySpan<byte> datagram)
    {
        // The test uses the channels themselves.
    }

    public ValueTask DisposeAsync()
    {
        _opened.Writer.TryComplete();
        _all.ForEach(channel => channel.Close());
        return ValueTask.CompletedTask;
    }
}

/// <summary>A data channel: what the test writes is received, what is sent the test reads.</summary>
public sealed class FakeDataChannel(string label) : IDataChannel
{
    private readonly Channel<string> _received = Channel.CreateBounded<string>(1024);
    private readonly Channel<string> _sent = Channel.CreateBounded<string>(4096);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ignored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Label => label;

    public ChannelReader<string> Received => _received.Reader;

    /// <summary>What this side has sent, in order.</summary>
    public ChannelReader<string> Sent => _sent.Reader;

    public Task Closed => _closed.Task;

    /// <summary>The other side sends a text.</summary>
    public void Write(string text) => _received.Writer.TryWrite(text);

    /// <summary>The other side closes the channel.</summary>
    public void Close()
    {
        _closed.TrySetResult();
        _received.Writer.TryComplete();
        _sent.Writer.TryComplete();
    }

    /// <summary>Completes when nobody wants what it carries.</summary>
    public Task Ignored => _ignored.Task;

    public void Ignore() => _ignored.TrySetResult();

    public ValueTask SendAsync(string text, CancellationToken cancellationToken) =>
        _sent.Writer.TryWrite(text) ? ValueTask.CompletedTask : throw new TransportException("The channel is closed.");
}
