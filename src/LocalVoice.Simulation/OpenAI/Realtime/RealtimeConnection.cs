using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Requests;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>Reads the client's events and does what they say, one after the other.</summary>
internal sealed class RealtimeConnection(
    WebSocket socket,
    EventSender sender,
    SessionSettings settings,
    UserTurns turns,
    ResponseQueue responses,
    EventJournal journal
)
{
    private readonly ItemCommands _items = new(sender, responses.Conversation);

    public async Task RunAsync(CancellationToken left)
    {
        await TellSessionAsync("session.created", left).ConfigureAwait(false);
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), left).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, left).ConfigureAwait(false);
                return;
            }

            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
            {
                var item = received.MessageType == WebSocketMessageType.Text ? Parse(message.ToArray()) : default;
                message.SetLength(0);
                journal.Add(item);
                await HandleAsync(item, left).ConfigureAwait(false);
            }
        }
    }

    private async Task HandleAsync(JsonElement item, CancellationToken left)
    {
        try
        {
            await DoAsync(ClientEvents.Check(item), item, left).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            var id =
                item.ValueKind == JsonValueKind.Object
                && item.TryGetProperty("event_id", out var value)
                && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
            await sender.SendAsync(RealtimeErrors.Event(refused.Refusal, id), left).ConfigureAwait(false);
        }
    }

    private Task DoAsync(string type, JsonElement item, CancellationToken left) =>
        type switch
        {
            "session.update" => UpdateAsync(item.GetProperty("session"), left),
            "input_audio_buffer.append" => turns.AppendAsync(item.GetProperty("audio").GetString()!, left),
            "input_audio_buffer.commit" => turns.CommitAsync(left),
            "input_audio_buffer.clear" => turns.ClearAsync(left),
            "conversation.item.create" => _items.CreateAsync(item, left),
            "conversation.item.truncate" => _items.TruncateAsync(item, left),
            "conversation.item.delete" => _items.DeleteAsync(item, left),
            "conversation.item.retrieve" => _items.RetrieveAsync(item, left),
            "response.create" => RespondAsync(item, left),
            _ => responses.CancelAsync(item.TryGetProperty("response_id", out var id) ? id.GetString() : null),
        };

    private Task UpdateAsync(JsonElement update, CancellationToken left)
    {
        settings.Replace(SessionUpdate.Apply(settings.Session, update, responses.Conversation.HasAgentAudio));
        return TellSessionAsync("session.updated", left);
    }

    private Task RespondAsync(JsonElement item, CancellationToken left)
    {
        JsonElement? request =
            item.TryGetProperty("response", out var response) && response.ValueKind == JsonValueKind.Object ? response : null;
        if (request is { } given)
        {
            SessionRules.CheckResponse(given);
        }

        responses.Start(request, left);
        return Task.CompletedTask;
    }

    private Task TellSessionAsync(string type, CancellationToken left) =>
        sender.SendAsync(new JsonObject { ["type"] = type, ["session"] = settings.Session }, left);

    private static JsonElement Parse(byte[] message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
