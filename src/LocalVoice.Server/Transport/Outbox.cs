using System.Threading.Channels;
using LocalVoice.Server.Protocol.Outgoing;

namespace LocalVoice.Server.Transport;

/// <summary>
/// The socket's outbound messages in two bounded queues: events overtake the audio of subprotocol <c>localvoice</c>,
/// so a flush or duck is not delayed by the audio that it concerns. Several writers, one reader.
/// </summary>
internal sealed class Outbox
{
    private readonly Channel<OutboundMessage> _events = Channel.CreateBounded<OutboundMessage>(TransportBudgets.WaitingEvents);
    private readonly Channel<OutboundMessage> _frames = Channel.CreateBounded<OutboundMessage>(TransportBudgets.WaitingFrames);

    private readonly Channel<bool> _arrivals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    /// <summary>Waits while the target queue is full. Clears the batch.</summary>
    /// <exception cref="ChannelClosedException">The connection is closing.</exception>
    public async ValueTask SendAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        for (var i = 0; i < batch.Messages.Count; i++)
        {
            var message = batch.Messages[i];
            await (message.Overtakable ? _frames : _events).Writer.WriteAsync(message, cancellationToken);
            _arrivals.Writer.TryWrite(true);
        }

        batch.Clear();
    }

    /// <summary>Accepts no more messages; queued ones can still be read.</summary>
    public void Complete()
    {
        _events.Writer.TryComplete();
        _frames.Writer.TryComplete();
        _arrivals.Writer.TryComplete();
    }

    /// <summary>The next message to send; null when completed and empty.</summary>
    public async ValueTask<OutboundMessage?> NextAsync()
    {
        while (true)
        {
            if (_events.Reader.TryRead(out var message) || _frames.Reader.TryRead(out message))
            {
                return message;
            }

            if (!await _arrivals.Reader.WaitToReadAsync())
            {
                return _events.Reader.TryRead(out message) || _frames.Reader.TryRead(out message) ? message : null;
            }

            _arrivals.Reader.TryRead(out _);
        }
    }
}
