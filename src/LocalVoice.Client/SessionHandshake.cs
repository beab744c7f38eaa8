using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalVoice.Client;

/// <summary>Gives a session its settings, and waits for the server to say that it has them.</summary>
/// <param name="timeout">For an answer.</param>
/// <param name="seen">Receives the events that come meanwhile; null: they are dropped.</param>
internal sealed class SessionHandshake(IRealtimeConnection client, TimeSpan timeout, Action<ServerEvent>? seen = null)
{
    // Servers that speak the protocol in part may take an update without a word. Chosen by trial, not measured.
    private static readonly TimeSpan SilentUpdate = TimeSpan.FromSeconds(2);

    /// <exception cref="ClientException">The server refuses the session, or does not answer.</exception>
    public Task BeginAsync(SessionRequest session, CancellationToken cancellationToken) =>
        BeginAsync(session.ToEvent(client.Framing), cancellationToken);

    /// <param name="update">A <c>session.update</c>.</param>
    /// <exception cref="ClientException">The server refuses the session, or does not answer.</exception>
    public async Task BeginAsync(JsonObject update, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(update, cancellationToken);
        }
        catch (ClientException)
        {
            // The server has closed. Why, it may have said before: that is read next, and then the end.
        }

        await AwaitAsync(cancellationToken);
    }

    /// <summary>Waits until an update that was sent is in force.</summary>
    /// <exception cref="ClientException">The server refuses it, or does not answer.</exception>
    public async Task AwaitAsync(CancellationToken cancellationToken)
    {
        var created = false;
        while (await client.ReadAsync(created ? SilentUpdate : timeout, cancellationToken) is { } message)
        {
            if (message is ServerEvent @event)
            {
                seen?.Invoke(@event);
            }

            switch (message)
            {
                case ServerEvent { Type: "session.created" }:
                    created = !client.Framing.HasExtensions;
                    break;
                case ServerEvent { Type: "session.updated" }:
                    return;
                case ServerEvent { Type: "error" } refusal:
                    throw Refused(refusal.Body.GetProperty("error"));
            }
        }

        if (!created)
        {
            throw new ClientException(
                "The server does not answer session.update.",
                "Is it a realtime voice server?",
                ClientFault.Unavailable
            );
        }
    }

    /// <param name="error">The protocol's <c>error</c>.</param>
    private static ClientException Refused(JsonElement error)
    {
        var why = error.TryGetProperty("message", out var message) ? message.GetString() : error.GetRawText();
        return new($"The server refuses the session: {why}", "Check the options against its configuration.", ClientFault.Refused);
    }
}
