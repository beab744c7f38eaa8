using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.OpenAI.Responses;

internal static class OpenAIModel
{
    public static JsonObject Describe(string id, long created, string owner = "openai") =>
        new()
        {
            ["id"] = id,
            ["object"] = "model",
            ["created"] = created,
            ["owned_by"] = owner,
        };

    public static JsonObject List(IEnumerable<JsonObject> models) => new() { ["object"] = "list", ["data"] = new JsonArray([.. models]) };
}
