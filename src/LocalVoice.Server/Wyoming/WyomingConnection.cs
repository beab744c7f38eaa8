using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;
using LocalVoice.Core.Memory;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Transport;
using LocalVoice.Server.Wyoming.Framing;

namespace LocalVoice.Server.Wyoming;

/// <summary>
/// One client's connection. Events are read ahead of the one that is being served, so that it shows when the client leaves. What is
/// wrong is told by an <c>error</c>, and ends the connection: stock clients do not read errors, and would wait for ever.
/// </summary>
/// <param name="stream">Not owned.</param>
/// <param name="place">Of this connection; it may give way to another while no request is open.</param>
/// <param name="memory">Of this connection; given back at its end.</param>
/// <param name="id">For the log.</param>
internal sealed class WyomingConnection(
    NetworkStream stream,
    EventWriter events,
    ConnectionPlaces.Place place,
    MemoryAccount memory,
    HttpOptions limits,
    ApiFailures failures,
    TimeProvider time,
    string id
)
{
    // Half a second of audio as stock clients send it; then the client waits.
    private const int WaitingEvents = 8;

    /// <summary>Without an event, and nothing that is being served. Chosen, not measured: stock clients connect for each request.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(5);

    /// <summary>That a client has left stands behind what it sent: while that is not read on, it has to be asked for.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private readonly Channel<WyomingEvent> _events = Channel.CreateBounded<WyomingEvent>(WaitingEvents);
    private string _serving = "";
    private volatile bool _readsNoMore;

    /// <param name="begin">The conversation, which ends with the token: nobody waits for it any more.</param>
    public async Task RunAsync(Func<CancellationToken, ClientConversation> begin, CancellationToken stopping)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var input = PipeReader.Create(stream, new(leaveOpen: true));
        using var reader = new EventReader(input, memory, limits.ReceiveTimeout, time);
        var peer = new Peer(stream.Socket);
        await using var watch = time.CreateTimer(_ => Look(peer, gone), null, Glance, Glance);
        var reading = ReadAsync(reader, gone);
        var told = false;
        try
        {
            await using var conversation = begin(gone.Token);
            await ServeAsync(conversation, reader, stopping).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is ClientLostException || gone.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (Exception failure)
        {
            told = await TellAsync(failure).ConfigureAwait(false);
        }

        await gone.CancelAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        await input.CompleteAsync().ConfigureAwait(false);
        memory.GiveBack(memory.Held);
        if (told)
        {
            place.SetIdle(true);
            await LetReadAsync(stopping).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(ClientConversation conversation, EventReader reader, CancellationToken stopping)
    {
        while (await NextAsync(conversation, stopping).ConfigureAwait(false))
        {
            while (_events.Reader.TryRead(out var received))
            {
                _serving = received.Type;
                await conversation.HandleAsync(received).ConfigureAwait(false);
                reader.Release(received);
            }
        }
    }

    /// <returns>False when the client has left.</returns>
    private async ValueTask<bool> NextAsync(ClientConversation conversation, CancellationToken stopping)
    {
        var next = _events.Reader.WaitToReadAsync(CancellationToken.None);
        if (next.IsCompleted)
        {
            return await next.ConfigureAwait(false);
        }

        var (begun, limit) = (time.GetTimestamp(), conversation.Patience(limits.ReceiveTimeout, IdleTimeout));
        place.SetIdle(!conversation.HasRequest);
        try
        {
            return await next.AsTask().WaitAsync(limit, time, stopping).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new ProtocolException(
                "idle_timeout",
                $"No event came for {limit.TotalSeconds:0} s. A request that is open may not be silent for much longer, in all, than what "
                    + "it brings takes to be said."
            );
        }
        finally
        {
            place.SetIdle(false);
            conversation.NoteWait(time.GetElapsedTime(begun));
        }
    }

    private void Look(Peer peer, CancellationTokenSource gone)
    {
        if ((_readsNoMore || _events.Reader.Count >= WaitingEvents) && peer.IsGone())
        {
            gone.Cancel();
        }
    }

    private async Task ReadAsync(EventReader reader, CancellationTokenSource gone)
    {
        try
        {
            while (await reader.ReadAsync(gone.Token).ConfigureAwait(false) is { } received)
            {
                await _events.Writer.WriteAsync(received, gone.Token).ConfigureAwait(false);
            }
        }
        catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // As if the client had left.
        }
        catch (Exception wrong)
        {
            // Told once what came before it is served.
            _readsNoMore = true;
            _events.Writer.TryComplete(wrong);
            return;
        }

        _events.Writer.TryComplete();
        await gone.CancelAsync().ConfigureAwait(false);
    }

    /// <returns>Whether the client got it.</returns>
    private async Task<bool> TellAsync(Exception failure)
    {
        var told = failures.Of(failure, "Wyoming", _serving, id);
        var text = told.Message[..Math.Min(told.Message.Length, FieldLimits.ErrorText)];
        try
        {
            await events.WriteAsync("error", new { text, code = told.Code }).ConfigureAwait(false);
            return true;
        }
        catch (ClientLostException)
        {
            return false;
        }
    }

    /// <summary>A connection that is closed with unread bytes is reset, and the error with it: they are read, and dropped.</summary>
    private async Task LetReadAsync(CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(TransportBudgets.CloseTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        var rest = new byte[16 * 1024];
        try
        {
            stream.Socket.Shutdown(SocketShutdown.Send);
            while (await stream.ReadAsync(rest, either.Token).ConfigureAwait(false) > 0)
            {
                // Dropped.
            }
        }
        catch (Exception over) when (over is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client had its time.
        }
    }
}
