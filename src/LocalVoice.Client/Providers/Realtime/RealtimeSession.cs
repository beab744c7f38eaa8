using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LocalVoice.Client.Providers.Wire;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>A session; sending is thread-safe, its messages have one reader at a time.</summary>
[Experimental("MEAI001")]
internal sealed class RealtimeSession(RealtimeClient client, ChatClientMetadata metadata) : IRealtimeClientSession
{
    /// <summary>Messages that came while the session was set up; for the reader.</summary>
    private readonly Queue<ServerEvent> _early = new();

    /// <summary>What the client asked for last; null: nothing.</summary>
    private RealtimeSessionOptions? _asked;

    /// <summary>What is in force, as the server said last among the messages that were read; null until it has.</summary>
    public RealtimeSessionOptions? Options { get; private set; }

    /// <param name="update">The event that asks for <paramref name="options"/>; null with them.</param>
    /// <param name="timeout">For the server's next message.</param>
    /// <exception cref="ClientException">The server refuses the options, or does not answer.</exception>
    public async Task BeginAsync(RealtimeSessionOptions? options, JsonObject? update, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (update is not null)
        {
            _asked = options;
            await new SessionHandshake(client, timeout, Remember).BeginAsync(update, cancellationToken);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The message cannot be sent as it is.</exception>
    /// <exception cref="NotSupportedException">It has a tool that is no function.</exception>
    /// <exception cref="ClientException">The connection has ended.</exception>
    public async Task SendAsync(RealtimeClientMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var @event = ClientEvents.Of(message, Options?.InputAudioFormat);
        if (message is SessionUpdateRealtimeClientMessage update)
        {
            _asked = update.Options;
        }

        await client.SendAsync(@event, cancellationToken);
    }

    /// <summary>The server's messages, until the session is disposed or the server has closed it.</summary>
    /// <exception cref="ClientException">The connection was lost, or the server closed it for a reason.</exception>
    public async IAsyncEnumerable<RealtimeServerMessage> GetStreamingResponseAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        while (await NextAsync(cancellationToken) is { } received)
        {
            yield return ServerEvents.Of(received);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => Services.Find(serviceType, serviceKey, this, metadata);

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async ValueTask<ServerEvent?> NextAsync(CancellationToken cancellationToken)
    {
        if (_early.TryDequeue(out var early))
        {
            return early;
        }

        try
        {
            while (await client.Messages.WaitToReadAsync(cancellationToken))
            {
                if (client.Messages.TryRead(out var message) && message is ServerEvent @event)
                {
                    Note(@event);
                    return @event;
                }
            }
        }
        catch (Exception lost) when (lost is WebSocketException or ProtocolViolationException)
        {
            throw client.Ended(lost);
        }

        return client.WasCutOff ? throw client.Ended(cause: null) : null;
    }

    private void Remember(ServerEvent @event)
    {
        Note(@event);
        _early.Enqueue(@event);
    }

    private void Note(ServerEvent @event)
    {
        if (@event.Type is "session.created" or "session.updated")
        {
            Options = SessionReader.Read(@event.Body.Child("session"), _asked);
        }
    }
}
