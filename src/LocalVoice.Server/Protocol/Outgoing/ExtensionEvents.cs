using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>Events for those who ask for <c>localvoice</c> only: stock clients fail on unknown types. See README.md.</summary>
internal static class ExtensionEvents
{
    public static void Write(EventBatch batch, SessionEvent happening)
    {
        switch (happening)
        {
            case InterimTranscribed interim:
                Write(batch, interim);
                break;
            case PlaybackFlushed flushed:
                batch.Begin("localvoice.audio.flush").WriteNumber("ordinal"u8, flushed.Ordinal);
                batch.End();
                break;
            case PlaybackDucked ducked:
                batch.Begin("localvoice.audio.duck").WriteNumber("gain_db"u8, ducked.GainDb);
                batch.End();
                break;
            case PlaybackRestored:
                batch.Begin("localvoice.audio.restore");
                batch.End();
                break;
            case PlaybackPaused:
                batch.Begin("localvoice.audio.pause");
                batch.End();
                break;
            case PlaybackResumed:
                batch.Begin("localvoice.audio.resume");
                batch.End();
                break;
            case ResponseWarned warned:
                Write(batch, warned);
                break;
            case TurnMeasured measured:
                Write(batch, measured.Timeline);
                break;
            default:
                break;
        }
    }

    /// <summary>Which item is about to be heard.</summary>
    public static void WriteBegin(EventBatch batch, ResponseStarted response, int rateHz)
    {
        var json = batch.Begin("localvoice.audio.begin");
        json.WriteNumber("ordinal"u8, response.Ordinal);
        json.WriteString("item_id"u8, response.ItemId);
        json.WriteString("response_id"u8, response.ResponseId);
        json.WriteNumber("rate"u8, rateHz);
        batch.End();
    }

    /// <summary>The last event of a call, whose channel ends without a word.</summary>
    /// <param name="code">As a WebSocket's (RFC 6455, section 7.4).</param>
    public static void WriteClosed(EventBatch batch, int code, string reason)
    {
        var json = batch.Begin("localvoice.closed");
        json.WriteNumber("code"u8, code);
        json.WriteString("reason"u8, reason);
        batch.End();
    }

    private static void Write(EventBatch batch, InterimTranscribed interim)
    {
        var json = batch.Begin("localvoice.transcript.interim");
        json.WriteString("item_id"u8, interim.ItemId);
        json.WriteString("stable"u8, interim.Transcript.Stable);
        json.WriteString("tentative"u8, interim.Transcript.Tentative);
        batch.End();
    }

    private static void Write(EventBatch batch, ResponseWarned warned)
    {
        var json = batch.Begin("localvoice.response.warning");
        json.WriteString("response_id"u8, warned.ResponseId);
        json.WriteString("code"u8, warned.Code);
        json.WriteString("message"u8, warned.Message);
        batch.End();
    }

    private static void Write(EventBatch batch, TurnTimeline timeline)
    {
        var json = batch.Begin("localvoice.turn.timeline");
        json.WriteNumber("turn_id"u8, timeline.TurnId);
        json.WriteString("pipeline"u8, EnumNames.Name(timeline.Pipeline));
        json.WriteStartObject("marks_ms"u8);
        foreach (var (mark, offset) in timeline.Marks)
        {
            WriteMs(json, JsonNamingPolicy.SnakeCaseLower.ConvertName(mark.ToString()), offset);
        }

        json.WriteEndObject();
        WriteMs(json, "voice_to_voice_ms", timeline.VoiceToVoice);
        WriteMs(json, "last_voiced_audio_ms", timeline.LastVoicedAudio);
        json.WriteStartObject("speculations"u8);
        json.WriteNumber("used"u8, timeline.SpeculationsUsed);
        json.WriteNumber("wasted"u8, timeline.SpeculationsWasted);
        json.WriteNumber("on_interim"u8, timeline.SpeculationsOnInterim);
        json.WriteEndObject();
        json.WriteStartArray("engines"u8);
        foreach (var served in timeline.Engines)
        {
            ServedStageJson.Write(json, served);
        }

        json.WriteEndArray();
        batch.End();
    }

    private static void WriteMs(Utf8JsonWriter json, string name, TimeSpan? span)
    {
        if (span is { } value)
        {
            json.WriteNumber(name, Math.Round(value.TotalMilliseconds, 3));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
