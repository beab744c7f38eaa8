using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LocalVoice.Client.Providers.Wire;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>
/// The server's events as messages. Each has its event as raw representation, a <see cref="JsonElement"/>; one that the ecosystem has
/// no message for has nothing else.
/// </summary>
[Experimental("MEAI001")]
internal static class ServerEvents
{
    public static RealtimeServerMessage Of(ServerEvent @event)
    {
        var message = Read(@event);
        message.MessageId = @event.Text("event_id");
        message.RawRepresentation = @event.Body;
        return message;
    }

    private static RealtimeServerMessage Read(ServerEvent @event) =>
        @event.Type switch
        {
            "error" => Error(@event.Body.Child("error")),
            "response.created" => ResponseReader.Read(@event.Body, RealtimeServerMessageType.ResponseCreated),
            "response.done" => ResponseReader.Read(@event.Body, RealtimeServerMessageType.ResponseDone),
            "response.output_item.added" => Item(@event.Body, RealtimeServerMessageType.ResponseOutputItemAdded),
            "response.output_item.done" => Item(@event.Body, RealtimeServerMessageType.ResponseOutputItemDone),
            "conversation.item.added" => Item(@event.Body, RealtimeServerMessageType.ConversationItemAdded),
            "conversation.item.done" => Item(@event.Body, RealtimeServerMessageType.ConversationItemDone),
            "response.output_text.delta" => Output(@event, RealtimeServerMessageType.OutputTextDelta, text: "delta"),
            "response.output_text.done" => Output(@event, RealtimeServerMessageType.OutputTextDone, text: "text"),
            "response.output_audio.delta" => Output(@event, RealtimeServerMessageType.OutputAudioDelta, audio: "delta"),
            "response.output_audio.done" => Output(@event, RealtimeServerMessageType.OutputAudioDone),
            "response.output_audio_transcript.delta" => Output(
                @event,
                RealtimeServerMessageType.OutputAudioTranscriptionDelta,
                text: "delta"
            ),
            "response.output_audio_transcript.done" => Output(
                @event,
                RealtimeServerMessageType.OutputAudioTranscriptionDone,
                text: "transcript"
            ),
            "conversation.item.input_audio_transcription.delta" => Heard(
                @event,
                RealtimeServerMessageType.InputAudioTranscriptionDelta,
                "delta"
            ),
            "conversation.item.input_audio_transcription.completed" => Heard(
                @event,
                RealtimeServerMessageType.InputAudioTranscriptionCompleted,
                "transcript"
            ),
            "conversation.item.input_audio_transcription.failed" => Heard(
                @event,
                RealtimeServerMessageType.InputAudioTranscriptionFailed,
                "transcript"
            ),
            _ => new RealtimeServerMessage { Type = RealtimeServerMessageType.RawContentOnly },
        };

    private static ErrorRealtimeServerMessage Error(JsonElement error) =>
        new() { Error = ResponseReader.Error(error), OriginatingMessageId = error.Text("event_id") };

    private static ResponseOutputItemRealtimeServerMessage Item(JsonElement body, RealtimeServerMessageType type) =>
        new(type)
        {
            ResponseId = body.Text("response_id"),
            OutputIndex = body.Number("output_index"),
            Item = ItemReader.Read(body.Child("item")),
        };

    private static OutputTextAudioRealtimeServerMessage Output(
        ServerEvent @event,
        RealtimeServerMessageType type,
        string? text = null,
        string? audio = null
    ) =>
        new(type)
        {
            ResponseId = @event.Text("response_id"),
            ItemId = @event.Text("item_id"),
            OutputIndex = @event.Body.Number("output_index"),
            ContentIndex = @event.Body.Number("content_index"),
            Text = text is null ? null : @event.Text(text),
            Audio = audio is null ? null : @event.Text(audio),
        };

    private static InputAudioTranscriptionRealtimeServerMessage Heard(ServerEvent @event, RealtimeServerMessageType type, string text) =>
        new(type)
        {
            ItemId = @event.Text("item_id"),
            ContentIndex = @event.Body.Number("content_index"),
            Transcription = @event.Text(text),
            Usage = UsageReader.Read(@event.Body.Child("usage")),
            Error = ResponseReader.Error(@event.Body.Child("error")),
        };
}
