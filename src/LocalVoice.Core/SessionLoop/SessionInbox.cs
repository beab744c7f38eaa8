using System.Buffers;
using System.Threading.Channels;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.SessionLoop;

/// <summary>
/// The queue of a session's loop, in order: client audio, client commands and stage results. Bounded; writers wait
/// while it is full. Any thread writes, only the loop reads.
/// </summary>
/// <param name="ended">Cancelled when the session has ended.</param>
internal sealed class SessionInbox(CancellationToken ended)
{
    private readonly Channel<InboxMessage> _channel = Channel.CreateBounded<InboxMessage>(
        new BoundedChannelOptions(PipelineLimits.Inbox) { SingleReader = true }
    );

    public IAsyncEnumerable<InboxMessage> ReadAllAsync() => _channel.Reader.ReadAllAsync(ended);

    /// <summary>Copies the audio; discarded after the session has ended.</summary>
    public async ValueTask WriteAudioAsync(ReadOnlyMemory<byte> encoded, string? eventId, CancellationToken cancellationToken)
    {
        var audio = ArrayPool<byte>.Shared.Rent(encoded.Length);
        encoded.CopyTo(audio);
        if (!await TryWriteAsync(new(audio, encoded.Length, eventId), cancellationToken).ConfigureAwait(false))
        {
            ArrayPool<byte>.Shared.Return(audio);
        }
    }

    /// <summary>Discarded after the session has ended.</summary>
    public async ValueTask WriteAsync(object message, CancellationToken cancellationToken) =>
        await TryWriteAsync(new(null, 0, message), cancellationToken).ConfigureAwait(false);

    /// <summary>Posts a stage's result to the loop. Never throws; discarded after the session has ended.</summary>
    public async ValueTask PostAsync(object result)
    {
        try
        {
            await TryWriteAsync(new(null, 0, result), ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Session ended: the result is discarded.
        }
    }

    /// <summary>Refuses further writes and returns the buffers of unread audio to the pool.</summary>
    public void Close()
    {
        _channel.Writer.TryComplete();
        while (_channel.Reader.TryRead(out var left))
        {
            if (left.Audio is { } audio)
            {
                ArrayPool<byte>.Shared.Return(audio);
            }
        }
    }

    /// <returns>False when the session has ended.</returns>
    private async ValueTask<bool> TryWriteAsync(InboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.Writer.WriteAsync(message, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }
}

/// <summary>Client audio in a pooled buffer, or a message.</summary>
/// <param name="Audio">Rented; returned to the pool by the loop. Null for a message.</param>
/// <param name="AudioBytes">Valid bytes in <paramref name="Audio"/>.</param>
/// <param name="Message">
/// A client command, a stage's result, or a message about the session's end; of audio, the client's id of its event, or null.
/// </param>
internal readonly record struct InboxMessage(byte[]? Audio, int AudioBytes, object? Message);
