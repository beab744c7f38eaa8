using System.Text;
using LocalVoice.Server.Transport;
using LocalVoice.WebRtc.Calls;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Server.Calls;

/// <summary>
/// A call's events over the data channel <c>oai-events</c>. Until the client has opened it they wait; of a client that does not open
/// one, or has closed it, they are discarded, and the call goes on by voice.
/// </summary>
/// <param name="sendTimeout">For one event; a client that takes longer has left.</param>
/// <param name="mostBytes">Of an event of the client's.</param>
internal sealed class EventChannel(PeerCall peer, Outbox outbox, TimeSpan sendTimeout, int mostBytes, TimeProvider time)
{
    public const string Label = "oai-events";

    // Chosen, not measured: browsers open their channels within a round trip or two of being connected.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<IDataChannel?> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Sends until the outbox is completed and empty.</summary>
    /// <exception cref="TimeoutException">The client does not read.</exception>
    public async Task WriteAsync()
    {
        var channel = await OpenedAsync();
        while (await outbox.NextAsync() is { } message)
        {
            // One that was opened late still gets what comes from then on.
            channel ??= _opened.Task.IsCompletedSuccessfully ? await _opened.Task : null;
            if (channel is { Closed.IsCompleted: false } && !message.Cancelled.IsCancellationRequested)
            {
                await SendAsync(channel, Encoding.UTF8.GetString(message.Payload.Span));
            }

            message.Release();
        }
    }

    /// <summary>Takes the channels that the client opens. What comes on others is dropped: unread, it would hold the events back.</summary>
    public async Task AcceptAsync(CancellationToken over)
    {
        if (peer.Channels is null)
        {
            GiveUp();
            return;
        }

        await foreach (var channel in peer.Channels.ReadAllAsync(over))
        {
            if (channel.Label != Label || !_opened.TrySetResult(channel))
            {
                channel.Ignore();
            }
        }
    }

    /// <summary>Reads what the client sends, one event after another.</summary>
    public async Task ReadAsync(ClientMessages messages, CancellationToken over)
    {
        if (await _opened.Task.WaitAsync(over) is not { } channel)
        {
            return;
        }

        await foreach (var text in channel.Received.ReadAllAsync(over))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            await messages.HandleAsync(new(bytes.Length > mostBytes ? IncomingKind.TooLong : IncomingKind.Text, bytes), over);
        }
    }

    /// <summary>Nothing more is opened: whoever waits for it goes on.</summary>
    public void GiveUp() => _opened.TrySetResult(null);

    private async Task<IDataChannel?> OpenedAsync()
    {
        await Task.WhenAny(peer.Connected, _opened.Task);
        try
        {
            return await _opened.Task.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async ValueTask SendAsync(IDataChannel channel, string text)
    {
        try
        {
            var sending = channel.SendAsync(text, CancellationToken.None);
            if (!sending.IsCompletedSuccessfully)
            {
                await sending.AsTask().WaitAsync(sendTimeout, time);
            }
        }
        catch (TransportException)
        {
            // The client has closed the channel: the call goes on by voice.
        }
    }
}
