using System.Text.Json.Nodes;

namespace LocalVoice.Client;

/// <summary>A caller's session settings; null keeps the server's default.</summary>
public sealed record SessionRequest
{
    /// <summary>The user's language: <c>es</c>, <c>ca</c>, <c>en</c> ….</summary>
    public string? Language { get; init; }

    public string? Instructions { get; init; }

    /// <summary>What writes down the user's words, for servers that ask for a model of theirs.</summary>
    public string? TranscriptionModel { get; init; }

    /// <summary>Tokens that a response has at most.</summary>
    public int? MaxOutputTokens { get; init; }

    public string? Voice { get; init; }

    /// <summary><c>parallel</c> or <c>sequential</c> (subprotocol <c>localvoice</c> only, as are the next ones).</summary>
    public string? Pipeline { get; init; }

    public bool? Speculate { get; init; }

    public SessionStages? Stages { get; init; }

    /// <summary>A fixed silence that ends the turn, instead of semantic endpointing.</summary>
    public TimeSpan? FixedSilence { get; init; }

    /// <summary>Semantic endpointing, as by default with subprotocol <c>localvoice</c>; a fixed silence goes before it.</summary>
    public bool Semantic { get; init; }

    /// <summary>The <c>session.update</c> event with these settings.</summary>
    public JsonObject ToEvent(IClientFraming framing)
    {
        var input = new JsonObject
        {
            ["format"] = new JsonObject { ["type"] = "audio/pcm", ["rate"] = framing.InputRateHz },
        };
        input["transcription"] = Without(
            new JsonObject { ["model"] = TranscriptionModel ?? DefaultModel(framing), ["language"] = Language }
        );
        if (FixedSilence is { } silence)
        {
            input["turn_detection"] = new JsonObject { ["type"] = "server_vad", ["silence_duration_ms"] = (int)silence.TotalMilliseconds };
        }
        else if (Semantic)
        {
            input["turn_detection"] = new JsonObject { ["type"] = "semantic_vad" };
        }

        var session = new JsonObject { ["type"] = "realtime", ["instructions"] = Instructions };
        session["max_output_tokens"] = MaxOutputTokens;
        session["audio"] = new JsonObject { ["input"] = input, ["output"] = Without(new JsonObject { ["voice"] = Voice }) };
        if (framing.HasExtensions)
        {
            session["localvoice"] = Without(
                new JsonObject
                {
                    ["language"] = Language,
                    ["pipeline"] = Pipeline,
                    ["speculate"] = Speculate,
                    ["stages"] = Stages?.ToJson(),
                }
            );
        }

        return new JsonObject { ["type"] = "session.update", ["session"] = Without(session) };
    }

    private static string DefaultModel(IClientFraming framing) => framing.HasExtensions ? "local" : "whisper-1";

    /// <summary>Removes null properties: an explicit null would clear the server's value.</summary>
    private static JsonObject Without(JsonObject nulls)
    {
        foreach (var key in nulls.Where(property => property.Value is null).Select(property => property.Key).ToList())
        {
            nulls.Remove(key);
        }

        return nulls;
    }
}
