using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>The session as the service tells it. Thread-safe: it is replaced, never changed.</summary>
internal sealed class SessionSettings
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    private volatile JsonObject _session;

    public SessionSettings(int number, string model, TimeProvider time) => _session = Initial(number, model, time);

    public JsonObject Session => (JsonObject)_session.DeepClone();

    public string ConversationId => $"conv_{(string)_session["id"]!}";

    public bool HasText => _session["output_modalities"]!.AsArray().Any(item => (string?)item == "text");

    public string Instructions => (string?)_session["instructions"] ?? "";

    /// <summary>Null: the client commits.</summary>
    public JsonObject? TurnDetection => (JsonObject?)_session["audio"]!["input"]!["turn_detection"];

    /// <summary>The model that transcribes; null: none does.</summary>
    public string? TranscriptionModel => (string?)_session["audio"]!["input"]!["transcription"]?["model"];

    /// <summary>Of the agent's speech: 0.25…1.5.</summary>
    public double Speed => (double)Output["speed"]!.AsValue();

    public JsonNode Output => _session["audio"]!["output"]!;

    public void Replace(JsonObject session) => _session = session;

    public static JsonObject ServerVad() =>
        new()
        {
            ["type"] = "server_vad",
            ["threshold"] = 0.5,
            ["prefix_padding_ms"] = 300,
            ["silence_duration_ms"] = 500,
            ["idle_timeout_ms"] = null,
            ["create_response"] = true,
            ["interrupt_response"] = true,
        };

    public static JsonObject SemanticVad() =>
        new()
        {
            ["type"] = "semantic_vad",
            ["eagerness"] = "auto",
            ["create_response"] = true,
            ["interrupt_response"] = true,
        };

    private static JsonObject Initial(int number, string model, TimeProvider time) =>
        new()
        {
            ["type"] = "realtime",
            ["object"] = "realtime.session",
            ["id"] = $"sess_simulated{number:D4}",
            ["model"] = model,
            ["output_modalities"] = new JsonArray("audio"),
            ["instructions"] = "You are a helpful, witty, and friendly AI.",
            ["tools"] = new JsonArray(),
            ["tool_choice"] = "auto",
            ["max_output_tokens"] = "inf",
            ["tracing"] = null,
            ["truncation"] = "auto",
            ["prompt"] = null,
            ["expires_at"] = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds(),
            ["audio"] = new JsonObject
            {
                ["input"] = new JsonObject
                {
                    ["format"] = Pcm(),
                    ["transcription"] = null,
                    ["noise_reduction"] = null,
                    ["turn_detection"] = ServerVad(),
                },
                ["output"] = new JsonObject
                {
                    ["format"] = Pcm(),
                    ["voice"] = "marin",
                    ["speed"] = 1.0,
                },
            },
            ["include"] = null,
        };

    private static JsonObject Pcm() => new() { ["type"] = "audio/pcm", ["rate"] = 24000 };
}
