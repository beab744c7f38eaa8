using System.Text.Json.Nodes;

namespace LocalVoice.Client;

/// <summary>The backends that a session asks for, by name; null keeps the server's. Only where its operator allows it.</summary>
public sealed record SessionStages(string? Stt, string? Llm, string? Tts)
{
    /// <summary>The stages that are named.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (stage, name) in new[] { ("stt", Stt), ("llm", Llm), ("tts", Tts) })
        {
            if (name is not null)
            {
                json[stage] = name;
            }
        }

        return json;
    }

    /// <summary>The <c>session.update</c> event that changes nothing else.</summary>
    public JsonObject ToEvent() =>
        new()
        {
            ["type"] = "session.update",
            ["session"] = new JsonObject
            {
                ["type"] = "realtime",
                ["localvoice"] = new JsonObject { ["stages"] = ToJson() },
            },
        };
}
