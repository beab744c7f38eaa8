using System.Threading.Channels;
using LocalVoice.WebRtc.DataChannels;

namespace LocalVoice.WebRtc.Calls;

/// <summary>A connection's data channels over SCTP, begun when its transport is connected.</summary>
internal sealed class SctpChannels : IDataChannels
{
    /// <summary>For what is queued to reach the other side at the end; one on this side of the world takes less.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly DataChannelConnection _connection;
    private readonly Channel<IDataChannel> _opened = Channel.CreateBounded<IDataChannel>(DataChannelConnection.MaxChannels);
    private readonly Task _running;

    public SctpChannels(DataChannelConnection connection, Task transport)
    {
        _connection = connection;
        _running = RunAsync(transport);
    }

    public ChannelReader<IDataChannel> Opened => _opened.Reader;

    public void Receive(ReadOnlySpan<byte> datagram) => _connection.Receive(datagram);

    public async ValueTask DisposeAsync()
    {
        if (_connection.Connected.IsCompletedSuccessfully)
        {
            _connection.Shutdown();
            await ((Task)_connection.Closed).WaitAsync(Farewell).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _connection.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(Task transport)
    {
        try
        {
            await Task.WhenAny(transport, _connection.Closed).ConfigureAwait(false);
            if (transport.IsCompletedSuccessfully)
            {
                _connection.Start();
            }

            await foreach (var channel in _connection.Accepted.ReadAllAsync().ConfigureAwait(false))
            {
                await _opened.Writer.WriteAsync(new Opening(channel)).ConfigureAwait(false);
            }
        }
        finally
        {
            _opened.Writer.TryComplete();
        }
    }

    private sealed class Opening(DataChannel channel) : IDataChannel
    {
        public string Label => channel.Label;

        public ChannelReader<string> Received => channel.Messages;

        public Task Closed => channel.Closed;

        public void Ignore() => channel.Ignore();

        public ValueTask SendAsync(string text, CancellationToken cancellationToken) => channel.SendAsync(text);
    }
}
