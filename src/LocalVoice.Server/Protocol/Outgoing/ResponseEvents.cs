using System.Text.Json;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>
/// A response from <c>response.created</c> to <c>response.done</c>: a message with one part, told with its first words and closed in
/// reverse order, then calls of functions.
/// </summary>
internal sealed class ResponseEvents(IAudioFraming audio, RemoteToolEvents remoteTools, EventBatch batch)
{
    private readonly string _conversationId = $"conv_{Guid.NewGuid():N}";
    private readonly Dictionary<string, OpenResponse> _open = new(StringComparer.Ordinal);

    public void Write(ResponseCreated created)
    {
        _open[created.ResponseId] = new OpenResponse(created);
        var json = batch.Begin("response.created");
        ResponseJson.Write(json, created, ConversationOf(created), ended: null);
        batch.End();
    }

    public void Write(ResponseStarted started)
    {
        if (_open.TryGetValue(started.ResponseId, out var response))
        {
            response.Started = started;
        }
    }

    /// <summary>
    /// Keeps the places of items that are not told yet among those that are. Of a deleted item only its response goes on.
    /// </summary>
    public void Note(SessionEvent happening)
    {
        foreach (var response in _open.Values)
        {
            if (response.Started is not { } started)
            {
                continue;
            }

            switch (happening)
            {
                case ItemAdded added when added.NextUntoldItemId == started.ItemId:
                    response.Started = started with { PreviousItemId = added.Item.Id };
                    break;
                case ItemDeleted deleted when deleted.ItemId == started.ItemId:
                    response.IsDeleted = true;
                    break;
                case ItemDeleted deleted when deleted.ItemId == started.PreviousItemId:
                    response.Started = started with { PreviousItemId = deleted.PreviousItemId };
                    break;
            }
        }
    }

    public void Write(ResponseText text)
    {
        if (_open.TryGetValue(text.ResponseId, out var response))
        {
            OpenPart(response);
            var json = BeginPlaced(
                response,
                response.Created.Spoken ? "response.output_audio_transcript.delta" : "response.output_text.delta"
            );
            json.WriteString("delta"u8, text.Delta);
            batch.End();
        }
    }

    public void Write(ResponseAudio sound)
    {
        if (_open.TryGetValue(sound.ResponseId, out var response) && !sound.Cancelled.IsCancellationRequested)
        {
            OpenPart(response);
            audio.Write(batch, sound, response.Created.Format.Encoding);
        }
    }

    public void Write(ResponseEnded ended)
    {
        if (!_open.Remove(ended.ResponseId, out var response))
        {
            return;
        }

        var items = new List<ConversationItem>();
        if (response is { HasPart: true, Started: { } started })
        {
            items.Add(CloseItem(response, started, ended));
        }

        foreach (var call in ended.Calls)
        {
            if (call.Item is FunctionCallItem function)
            {
                FunctionCallEvents.Write(batch, response.Created, items.Count, function, call.PreviousItemId);
            }
            else
            {
                remoteTools.Write(response.Created, items.Count, call);
            }

            items.Add(call.Item);
        }

        var json = batch.Begin("response.done");
        ResponseJson.Write(json, response.Created, ConversationOf(response.Created), ended, items);
        batch.End();
        WriteRateLimits();
    }

    private string? ConversationOf(ResponseCreated created) => created.OutOfBand ? null : _conversationId;

    private void OpenItem(OpenResponse response, ResponseStarted started)
    {
        var item = new MessageItem(started.ItemId, ConversationRole.Agent, Text: null, started.Spoken, ConversationItemStatus.InProgress);
        WriteOutputItem("response.output_item.added", started, item);
        if (response.IsInConversation)
        {
            ItemEvents.WritePlaced(batch, "conversation.item.added", started.PreviousItemId, item);
        }

        if (started.Spoken)
        {
            audio.Announce(batch, started, response.Created.Format.SampleRateHz);
        }
    }

    private MessageItem CloseItem(OpenResponse response, ResponseStarted started, ResponseEnded ended)
    {
        ClosePart(response, ended.Text);
        var status =
            ended.Outcome.Status == ResponseStatus.Completed ? ConversationItemStatus.Completed : ConversationItemStatus.Incomplete;
        var item = new MessageItem(ended.ItemId, ConversationRole.Agent, ended.Text, started.Spoken, status);
        if (response.IsInConversation)
        {
            ItemEvents.WritePlaced(batch, "conversation.item.done", started.PreviousItemId, item);
        }

        WriteOutputItem("response.output_item.done", started, item);
        return item;
    }

    private void OpenPart(OpenResponse response)
    {
        if (response is { HasPart: false, Started: { } started })
        {
            response.HasPart = true;
            OpenItem(response, started);
            WritePart(response, "response.content_part.added", text: "");
        }
    }

    private void ClosePart(OpenResponse response, string text)
    {
        if (response.Created.Spoken)
        {
            BeginPlaced(response, "response.output_audio.done");
            batch.End();
            BeginPlaced(response, "response.output_audio_transcript.done").WriteString("transcript"u8, text);
        }
        else
        {
            BeginPlaced(response, "response.output_text.done").WriteString("text"u8, text);
        }

        batch.End();
        WritePart(response, "response.content_part.done", text);
    }

    private void WritePart(OpenResponse response, string type, string text)
    {
        var json = BeginPlaced(response, type);
        json.WriteStartObject("part"u8);
        json.WriteString("type"u8, response.Created.Spoken ? "audio"u8 : "text"u8);
        json.WriteString(response.Created.Spoken ? "transcript"u8 : "text"u8, text);
        json.WriteEndObject();
        batch.End();
    }

    private void WriteOutputItem(string type, ResponseStarted started, MessageItem item)
    {
        var json = batch.Begin(type);
        json.WriteString("response_id"u8, started.ResponseId);
        json.WriteNumber("output_index"u8, 0);
        ItemJson.Write(json, "item"u8, item);
        batch.End();
    }

    /// <summary>There are no rate limits, but stock clients wait for the event.</summary>
    private void WriteRateLimits()
    {
        var json = batch.Begin("rate_limits.updated");
        json.WriteStartArray("rate_limits"u8);
        json.WriteEndArray();
        batch.End();
    }

    private Utf8JsonWriter BeginPlaced(OpenResponse response, string type)
    {
        var json = batch.Begin(type);
        ResponseJson.WritePlace(json, response.Created.ResponseId, response.Started!.ItemId);
        return json;
    }

    private sealed class OpenResponse(ResponseCreated created)
    {
        public ResponseCreated Created => created;

        /// <summary>Null until its item is in the conversation.</summary>
        public ResponseStarted? Started { get; set; }

        public bool HasPart { get; set; }

        public bool IsDeleted { get; set; }

        public bool IsInConversation => !Created.OutOfBand && !IsDeleted;
    }
}
