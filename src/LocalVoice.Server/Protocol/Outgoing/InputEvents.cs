using LocalVoice.Core.Sessions;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>Writes events about the user's audio and its transcripts.</summary>
internal static class InputEvents
{
    /// <summary>False when the event is not one of these.</summary>
    public static bool TryWrite(EventBatch batch, SessionEvent happening)
    {
        switch (happening)
        {
            case SpeechStarted started:
                Write(batch, "input_audio_buffer.speech_started", started.ItemId, "audio_start_ms", started.AudioStart);
                return true;
            case SpeechStopped stopped:
                Write(batch, "input_audio_buffer.speech_stopped", stopped.ItemId, "audio_end_ms", stopped.AudioEnd);
                return true;
            case InputCommitted committed:
                var json = batch.Begin("input_audio_buffer.committed");
                json.WriteString("previous_item_id"u8, committed.PreviousItemId);
                json.WriteString("item_id"u8, committed.ItemId);
                batch.End();
                return true;
            case InputTimedOut idle:
                var timeout = batch.Begin("input_audio_buffer.timeout_triggered");
                timeout.WriteNumber("audio_start_ms"u8, (long)idle.AudioStart.TotalMilliseconds);
                timeout.WriteNumber("audio_end_ms"u8, (long)idle.AudioEnd.TotalMilliseconds);
                timeout.WriteString("item_id"u8, idle.ItemId);
                batch.End();
                return true;
            case InputCleared:
                batch.Begin("input_audio_buffer.cleared");
                batch.End();
                return true;
            case InputTranscribed transcribed:
                Write(batch, transcribed);
                return true;
            case InputTranscriptionFailed failed:
                Write(batch, failed);
                return true;
            default:
                return false;
        }
    }

    private static void Write(EventBatch batch, string type, string itemId, string name, TimeSpan position)
    {
        var json = batch.Begin(type);
        json.WriteNumber(name, (long)position.TotalMilliseconds);
        json.WriteString("item_id"u8, itemId);
        batch.End();
    }

    private static void Write(EventBatch batch, InputTranscribed transcribed)
    {
        if (transcribed.Transcript.Length > 0)
        {
            var delta = batch.Begin("conversation.item.input_audio_transcription.delta");
            delta.WriteString("item_id"u8, transcribed.ItemId);
            delta.WriteNumber("content_index"u8, 0);
            delta.WriteString("delta"u8, transcribed.Transcript);
            batch.End();
        }

        var json = batch.Begin("conversation.item.input_audio_transcription.completed");
        json.WriteString("item_id"u8, transcribed.ItemId);
        json.WriteNumber("content_index"u8, 0);
        json.WriteString("transcript"u8, transcribed.Transcript);
        json.WriteStartObject("usage"u8);
        json.WriteString("type"u8, "duration"u8);
        // Whole, as the service bills them: stock clients read an integer.
        json.WriteNumber("seconds"u8, (long)Math.Ceiling(transcribed.AudioDuration.TotalSeconds));
        json.WriteEndObject();
        batch.End();
    }

    private static void Write(EventBatch batch, InputTranscriptionFailed failed)
    {
        var json = batch.Begin("conversation.item.input_audio_transcription.failed");
        json.WriteString("item_id"u8, failed.ItemId);
        json.WriteNumber("content_index"u8, 0);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, "transcription_error"u8);
        json.WriteString("code"u8, failed.Code);
        json.WriteString("message"u8, failed.Message);
        json.WriteEndObject();
        batch.End();
    }
}
