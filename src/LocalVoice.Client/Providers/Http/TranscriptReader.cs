using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using LocalVoice.Client.Providers.Wire;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Http;

/// <summary>Reads what the server wrote down.</summary>
[Experimental("MEAI001")]
internal static class TranscriptReader
{
    /// <param name="body">JSON, with or without segments, or else the text itself: subtitles, for example.</param>
    public static SpeechToTextResponse Read(byte[] body, bool isJson, string? model)
    {
        if (!isJson)
        {
            return new(Encoding.UTF8.GetString(body)) { ModelId = model };
        }

        var json = JsonElement.Parse(body);
        var segments = json.Elements("segments").ToList();
        var length = json.Seconds("duration") ?? json.Child("usage").Seconds("seconds");
        return new(json.Text("text"))
        {
            ModelId = model,
            RawRepresentation = json,
            StartTime =
                segments is [var first, ..] ? first.Seconds("start")
                : length is null ? null
                : TimeSpan.Zero,
            EndTime = segments is [.., var last] ? last.Seconds("end") : length,
            Usage = UsageReader.Read(json.Child("usage")),
        };
    }

    /// <returns>Null for an event that has no news.</returns>
    public static SpeechToTextResponseUpdate? Read(JsonElement @event, string? model)
    {
        var update = @event.Text("type") switch
        {
            "transcript.text.delta" => new SpeechToTextResponseUpdate(@event.Text("delta"))
            {
                Kind = SpeechToTextResponseUpdateKind.TextUpdated,
            },
            "transcript.text.done" => new SpeechToTextResponseUpdate(
                UsageReader.Read(@event.Child("usage")) is { } usage ? [new UsageContent(usage)] : []
            )
            {
                Kind = SpeechToTextResponseUpdateKind.SessionClose,
            },
            _ => null,
        };
        if (update is not null)
        {
            (update.ModelId, update.RawRepresentation) = (model, @event);
        }

        return update;
    }
}
