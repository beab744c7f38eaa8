using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Engines;
using LocalVoice.Remote;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>Writes who served a stage; of a backend elsewhere also what the network did.</summary>
internal static class ServedStageJson
{
    public static void Write(Utf8JsonWriter json, ServedStage served)
    {
        json.WriteStartObject();
        Write(json, served.Engine);
        var use = served.Use;
        if (use.BytesSent > 0)
        {
            json.WriteNumber("bytes_sent"u8, use.BytesSent);
        }

        WriteMs(json, "processing_ms", use.Processing);
        WriteMs(json, "round_trip_ms", use.RoundTrip);
        if (use.RoundTrip is not null)
        {
            json.WriteNumber("round_trips"u8, use.RoundTrips);
        }

        if (use.Failed is { } failed)
        {
            json.WriteStartObject("failed"u8);
            Write(json, failed.Engine);
            json.WriteString("fault"u8, JsonNamingPolicy.SnakeCaseLower.ConvertName(failed.Fault.ToString()));
            WriteMs(json, "after_ms", failed.After);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EngineInfo engine)
    {
        json.WriteString("stage"u8, engine.Stage);
        json.WriteString("name"u8, engine.Name);
        json.WriteString("model"u8, engine.Model);
        json.WriteString("device"u8, engine.Device);
        json.WriteString("package"u8, engine.Package);
    }

    private static void WriteMs(Utf8JsonWriter json, string name, TimeSpan? span)
    {
        if (span is { } value)
        {
            json.WriteNumber(name, Math.Round(value.TotalMilliseconds, 3));
        }
    }
}
