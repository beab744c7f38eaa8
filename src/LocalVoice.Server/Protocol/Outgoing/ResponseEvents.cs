using System.Text.Json;
using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>A response from <c>response.created</c> to <c>response.done</c>: one item with one part, closed in reverse order.</summary>
internal sealed class ResponseEvents(SessionState state, IAudioFraming audio, EventBatch batch)
{
    private readonly string _conversationId = $"conv_{Guid.NewGuid():N}";
    private readonly Dictionary<string, OpenResponse> _open = new(StringComparer.Ordinal);

    public void Write(ResponseCreated created)
    {
        var format = state.InForce.OutputFormat;
        _open[created.ResponseId] = new OpenResponse(created, format);
        var json = batch.Begin("response.created");
        ResponseJson.Write(json, created, format, _conversationId, ended: null, item: null);
        batch.End();
    }

    public void Write(ResponseStarted started)
    {
        if (!_open.TryGetValue(started.ResponseId, out var response))
        {
            return;
        }

        response.Started = started;
        var item = new ConversationItem(
            started.ItemId,
            ConversationRole.Agent,
            Text: null,
            started.Spoken,
            ConversationItemStatus.InProgress
        );
        WriteOutputItem("response.output_item.added", started, item);
        ItemEvents.WritePlaced(batch, "conversation.item.added", started.PreviousItemId, item);
        if (started.Spoken)
        {
            audio.Announce(batch, started, response.Format.SampleRateHz);
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
            audio.Write(batch, sound, response.Format.Encoding);
        }
    }

    public void Write(ResponseEnded ended)
    {
        if (!_open.Remove(ended.ResponseId, out var response))
        {
            return;
        }

        var item = response.Started is { } started ? CloseItem(response, started, ended) : null;
        var json = batch.Begin("response.done");
        ResponseJson.Write(json, response.Created, response.Format, _conversationId, ended, item);
        batch.End();
        WriteRateLimits();
    }

    private ConversationItem CloseItem(OpenResponse response, ResponseStarted started, ResponseEnded ended)
    {
        ClosePart(response, ended.Text);
        var status =
            ended.Outcome.Status == ResponseStatus.Completed ? ConversationItemStatus.Completed : ConversationItemStatus.Incomplete;
        var item = new ConversationItem(ended.ItemId, ConversationRole.Agent, ended.Text, started.Spoken, status);
        ItemEvents.WritePlaced(batch, "conversation.item.done", started.PreviousItemId, item);
        WriteOutputItem("response.output_item.done", started, item);
        return item;
    }

    private void OpenPart(OpenResponse response)
    {
        if (!response.HasPart)
        {
            response.HasPart = true;
            WritePart(response, "response.content_part.added", text: "");
        }
    }

    private void ClosePart(OpenResponse response, string text)
    {
        if (!response.HasPart)
        {
            return;
        }

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

    private void WriteOutputItem(string type, ResponseStarted started, ConversationItem item)
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

    private sealed class OpenResponse(ResponseCreated created, AudioFormat format)
    {
        public ResponseCreated Created => created;

        /// <summary>Null until its item is in the conversation.</summary>
        public ResponseStarted? Started { get; set; }

        /// <summary>The session's output format when the response began.</summary>
        public AudioFormat Format => format;

        public bool HasPart { get; set; }
    }
}
