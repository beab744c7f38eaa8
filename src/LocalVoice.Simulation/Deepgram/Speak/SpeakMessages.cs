using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.Deepgram.Speak;

/// <summary>
/// Writes the messages of v1/speak: asyncapi.yml of github.com/deepgram/deepgram-api-specs, 22 July 2026, and
/// developers.deepgram.com/docs/{tts-ws-flush, tts-ws-clear}.
/// </summary>
internal static class SpeakMessages
{
    public static string Metadata(string requestId, string model) =>
        new JsonObject
        {
            ["type"] = "Metadata",
            ["request_id"] = requestId,
            ["model_name"] = model,
            ["model_version"] = "simulated",
            ["model_uuid"] = Guid.NewGuid().ToString(),
        }.ToJsonString();

    /// <param name="type"><c>Flushed</c> or <c>Cleared</c>.</param>
    public static string Done(string type, int sequenceId) =>
        new JsonObject { ["type"] = type, ["sequence_id"] = sequenceId }.ToJsonString();

    public static string Warning(string description, string code) =>
        new JsonObject
        {
            ["type"] = "Warning",
            ["description"] = description,
            ["code"] = code,
        }.ToJsonString();
}
