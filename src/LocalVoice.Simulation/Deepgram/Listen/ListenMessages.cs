using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.Deepgram.Hearing;

namespace LocalVoice.Simulation.Deepgram.Listen;

/// <summary>
/// Writes the messages of v1/listen field by field, in the order in which the service has them: asyncapi.yml of
/// github.com/deepgram/deepgram-api-specs, 22 July 2026, and frames recorded on 7 September 2026.
/// </summary>
internal sealed class ListenMessages(string requestId, ListenSettings settings)
{
    private const double Confidence = 0.98;

    private readonly string _modelId = Guid.NewGuid().ToString();

    public string Write(ListenEvent told) =>
        told switch
        {
            ListenEvent.Results results => Results(results).ToJsonString(),
            ListenEvent.SpeechStarted started => new JsonObject
            {
                ["type"] = "SpeechStarted",
                ["channel"] = new JsonArray(0, 1),
                ["timestamp"] = started.Timestamp,
            }.ToJsonString(),
            ListenEvent.UtteranceEnd ended => new JsonObject
            {
                ["type"] = "UtteranceEnd",
                ["channel"] = new JsonArray(0, 1),
                ["last_word_end"] = ended.LastWordEnd,
            }.ToJsonString(),
            _ => throw new ArgumentOutOfRangeException(nameof(told), told, null),
        };

    /// <param name="duration">Seconds of audio received.</param>
    public string Metadata(double duration, DateTimeOffset created) =>
        new JsonObject
        {
            ["type"] = "Metadata",
            ["transaction_key"] = "deprecated",
            ["request_id"] = requestId,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(requestId))),
            ["created"] = created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null),
            ["duration"] = duration,
            ["channels"] = duration > 0 ? 1 : 0,
        }.ToJsonString();

    /// <summary>The answer to text that is no message of a client, in the service's words.</summary>
    /// <param name="why">As its parser says.</param>
    public static string Error(string why, string message) =>
        new JsonObject
        {
            ["type"] = "Error",
            ["variant"] = "SchemaError",
            ["description"] = $"Could not deserialize last text message: {why}",
            ["message"] = message,
        }.ToJsonString();

    private JsonObject Results(ListenEvent.Results results) =>
        new()
        {
            ["type"] = "Results",
            ["channel_index"] = new JsonArray(0, 1),
            ["duration"] = results.Duration,
            ["start"] = results.Start,
            ["is_final"] = results.Kind != ResultsKind.Interim,
            ["speech_final"] = results.Kind is ResultsKind.Endpoint or ResultsKind.Finalize,
            ["channel"] = new JsonObject { ["alternatives"] = new JsonArray(Alternative(results.Words)) },
            ["metadata"] = new JsonObject
            {
                ["request_id"] = requestId,
                ["model_info"] = new JsonObject
                {
                    ["name"] = $"general-{settings.Model}",
                    ["version"] = "simulated",
                    ["arch"] = settings.Model,
                },
                ["model_uuid"] = _modelId,
            },
            ["from_finalize"] = results.Kind == ResultsKind.Finalize,
        };

    private JsonObject Alternative(IReadOnlyList<TimedWord> words) =>
        new()
        {
            ["transcript"] = string.Join(' ', words.Select(word => settings.Formats ? word.Word : Bare(word.Word))),
            ["confidence"] = words.Count == 0 ? 0 : Confidence,
            ["words"] = new JsonArray([.. words.Select(Word)]),
        };

    private JsonObject Word(TimedWord word)
    {
        var json = new JsonObject
        {
            ["word"] = Bare(word.Word),
            ["start"] = word.Start,
            ["end"] = word.End,
            ["confidence"] = Confidence,
        };
        if (settings.Formats)
        {
            json["punctuated_word"] = word.Word;
        }

        return json;
    }

    private static string Bare(string word) => word.Trim('.', ',', ';', ':', '!', '?', '¡', '¿', '…', '"').ToLowerInvariant();
}
