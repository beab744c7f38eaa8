using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>The <c>error</c> event.</summary>
internal static class RealtimeErrors
{
    /// <param name="eventId">The client's, of the event that is refused.</param>
    public static JsonObject Event(Refusal refusal, string? eventId)
    {
        var (message, path, code) = refusal is Refusal.UnknownFields { Path: "" } unknown
            ? ($"Unknown parameter: '{unknown.Names[0]}'.", unknown.Names[0], "unknown_parameter")
            : OpenAIBadRequests.Words(refusal);
        return Event(message, code, path, eventId);
    }

    public static JsonObject Event(
        string message,
        string? code,
        string? path = null,
        string? eventId = null,
        string type = "invalid_request_error"
    ) =>
        new()
        {
            ["type"] = "error",
            ["error"] = new JsonObject
            {
                ["type"] = type,
                ["code"] = code,
                ["message"] = message,
                ["param"] = path,
                ["event_id"] = eventId,
            },
        };
}
