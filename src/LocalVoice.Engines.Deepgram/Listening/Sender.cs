using System.Net.WebSockets;
using System.Threading.Channels;

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>Sends what is queued, audio in messages of an even size; never an empty one, which ends the service's stream.</summary>
/// <param name="onSent">A message has left; told its bytes of audio, 0 for text.</param>
internal sealed class Sender(WebSocket socket, ChannelReader<Outgoing> queue, int leastBytes, int mostBytes, Action<int> onSent)
{
    private readonly byte[] _pending = new byte[mostBytes];
    private int _length;

    /// <summary>Runs until the queue is completed; what is pending then is sent.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await queue.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (queue.TryRead(out var outgoing))
            {
                if (outgoing.IsText)
                {
                    await SendTextAsync(outgoing, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await TakeAudioAsync(outgoing, cancellationToken).ConfigureAwait(false);
                }
            }

            if (_length >= leastBytes)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SendTextAsync(Outgoing outgoing, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await SendAsync(outgoing.Bytes, WebSocketMessageType.Text, cancellationToken).ConfigureAwait(false);
        outgoing.Sent();
    }

    private async ValueTask TakeAudioAsync(Outgoing outgoing, CancellationToken cancellationToken)
    {
        for (var taken = 0; taken < outgoing.Bytes.Length; )
        {
            var part = Math.Min(outgoing.Bytes.Length - taken, mostBytes - _length);
            outgoing.Span.Slice(taken, part).CopyTo(_pending.AsSpan(_length));
            taken += part;
            _length += part;
            if (_length == mostBytes)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        outgoing.Sent();
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_length > 0)
        {
            var length = _length;
            _length = 0;
            await SendAsync(_pending.AsMemory(0, length), WebSocketMessageType.Binary, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type, CancellationToken cancellationToken)
    {
        await socket.SendAsync(message, type, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        onSent(type == WebSocketMessageType.Binary ? message.Length : 0);
    }
}
