using System.Buffers;
using System.Threading.Channels;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.SessionLoop;

/// <summary>
/// What waits for a session's loop, in order: the client's audio and commands, and the results of stages. Bounded; whoever
/// writes to a full one waits. Any thread writes, the loop alone reads.
/// </summary>
/// <param name="ended">Cancelled when the session is over.</param>
internal sealed class SessionInbox(CancellationToken ended)
{
    private readonly Channel<InboxMessage> _channel = Channel.CreateBounded<InboxMessage>(
        new BoundedChannelOptions(PipelineLimits.Inbox) { SingleReader = true }
    );

    public IAsyncEnumerable<InboxMessage> ReadAllAsync() => _channel.Reader.ReadAllAsync(ended);

    /// <summary>Copies the audio; dropped when the session is over.</summary>
    public async ValueTask WriteAudioAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken)
    {
        var audio = ArrayPool<byte>.Shared.Rent(encoded.Length);
        encoded.CopyTo(audio);
        if (!await TryWriteAsync(new(audio, encoded.Length, null), cancellationToken).ConfigureAwait(false))
        {
            ArrayPool<byte>.Shared.Return(audio);
        }
    }

    /// <summary>Dropped when the session is over.</summary>
    public async ValueTask WriteAsync(SessionCommand command, CancellationToken cancellationToken) =>
        await TryWriteAsync(new(null, 0, command), cancellationToken).ConfigureAwait(false);

    /// <summary>Brings a stage's result to the loop. Never fails: once the session is over nobody waits for it.</summary>
    public async ValueTask PostAsync(object result)
    {
        try
        {
            await TryWriteAsync(new(null, 0, result), ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The stage ends by itself.
        }
    }

    /// <summary>Takes nothing more, and gives back the buffers of what the loop has not read.</summary>
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

    /// <returns>False when the session is over.</returns>
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

/// <summary>Audio of the client in a pooled buffer, or a message.</summary>
/// <param name="Audio">Rented; the loop returns it. Null for a message.</param>
/// <param name="AudioBytes">How much of <paramref name="Audio"/> is audio.</param>
/// <param name="Message">A command of the client, or the result of a stage.</param>
internal readonly record struct InboxMessage(byte[]? Audio, int AudioBytes, object? Message);
