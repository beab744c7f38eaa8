using System.Text.Json.Nodes;
using LocalVoice.Simulation.Sockets;

namespace LocalVoice.Simulation.Deepgram.Flux;

/// <summary>
/// Writes one connection's messages of v2/listen: asyncapi.yml of github.com/deepgram/deepgram-api-specs, 22 July 2026;
/// <c>trigger</c> as developers.deepgram.com/docs/flux/force-end-turn has it.
/// </summary>
internal sealed class FluxMessages
{
    private const double WordConfidence = 0.98;

    private int _sequenceId = -1;

    /// <summary>The connection ends without a status, as after any error.</summary>
    public FaultWords Faults => new(() => Error("INTERNAL_SERVER_ERROR", "An internal error occurred."), null, null);

    public string Connected(string requestId) => Begin("Connected", requestId).ToJsonString();

    public string Error(string code, string description) =>
        new JsonObject
        {
            ["type"] = "Error",
            ["sequence_id"] = Next(),
            ["code"] = code,
            ["description"] = description,
        }.ToJsonString();

    public string TurnInfo(string requestId, TurnInfo info, FluxSettings settings)
    {
        var json = Begin("TurnInfo", requestId);
        json["event"] = info.Event.ToString();
        json["turn_index"] = info.TurnIndex;
        json["audio_window_start"] = info.WindowStart;
        json["audio_window_end"] = info.WindowEnd;
        json["transcript"] = string.Join(' ', info.Words.Select(word => word.Word));
        json["words"] = new JsonArray([
            .. info.Words.Select(word => new JsonObject
            {
                ["word"] = word.Word,
                ["confidence"] = WordConfidence,
                ["start"] = word.Start,
                ["end"] = word.End,
            }),
        ]);
        json["end_of_turn_confidence"] = info.Confidence;
        AddLanguages(json, info, settings);
        if (info.Trigger is { } trigger)
        {
            json["trigger"] = trigger.ToString().ToLowerInvariant();
        }

        return json.ToJsonString();
    }

    public string ConfigureFailure(string requestId) => Begin("ConfigureFailure", requestId).ToJsonString();

    public string ConfigureSuccess(string requestId, FluxSettings settings)
    {
        var thresholds = new JsonObject();
        if (settings.Thresholds.Eager is { } eager)
        {
            thresholds["eager_eot_threshold"] = eager;
        }

        thresholds["eot_threshold"] = settings.Thresholds.End;
        thresholds["eot_timeout_ms"] = settings.Thresholds.Timeout.TotalMilliseconds;
        var json = Begin("ConfigureSuccess", requestId);
        json["thresholds"] = thresholds;
        json["keyterms"] = Texts(settings.Keyterms);
        if (settings.IsMultilingual)
        {
            json["language_hints"] = Texts(settings.LanguageHints);
        }

        return json.ToJsonString();
    }

    private static void AddLanguages(JsonObject json, TurnInfo info, FluxSettings settings)
    {
        if (settings.IsMultilingual && info.Language is { } language)
        {
            json["languages"] = Texts([language]);
        }

        if (settings.LanguageHints.Count > 0)
        {
            json["languages_hinted"] = Texts(settings.LanguageHints);
        }
    }

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private JsonObject Begin(string type, string requestId) =>
        new()
        {
            ["type"] = type,
            ["request_id"] = requestId,
            ["sequence_id"] = Next(),
        };

    private int Next() => Interlocked.Increment(ref _sequenceId);
}
