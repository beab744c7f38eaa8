using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>Merges a <c>session.update</c> into the session: only what it has is changed, null clears.</summary>
internal static class SessionUpdate
{
    /// <param name="hasSpoken">The agent has; its voice is fixed from then on.</param>
    /// <exception cref="RefusedException">A field is wrong, or cannot be changed.</exception>
    public static JsonObject Apply(JsonObject session, JsonElement update, bool hasSpoken)
    {
        SessionRules.Check(update);
        var changes = JsonObject.Create(update)!;
        if ((string?)changes["type"] != "realtime")
        {
            throw new RefusedException(new Refusal.Other("The simulation has no sessions of transcription alone.", "session.type"));
        }

        if (changes["model"] is { } model && (string?)model != (string?)session["model"])
        {
            throw new RefusedException(new Refusal.Other("Cannot update a session's model.", "session.model", "invalid_value"));
        }

        RequirePcm(changes["audio"]?["input"]?["format"], "session.audio.input.format.type");
        RequirePcm(changes["audio"]?["output"]?["format"], "session.audio.output.format.type");
        var voice = changes["audio"]?["output"]?["voice"];
        if (hasSpoken && voice is not null && !JsonNode.DeepEquals(voice, session["audio"]!["output"]!["voice"]))
        {
            throw new RefusedException(
                new Refusal.Other(
                    "Cannot update a conversation's voice if assistant audio is present.",
                    "session.audio.output.voice",
                    "cannot_update_voice"
                )
            );
        }

        Merge(session, changes);
        return session;
    }

    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (name == "turn_detection" && value is JsonObject detection)
            {
                target[name] = TurnDetection(target[name] as JsonObject, detection);
            }
            else if (name is "audio" or "input" or "output" && value is JsonObject inner && target[name] is JsonObject known)
            {
                Merge(known, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static JsonObject TurnDetection(JsonObject? known, JsonObject changes)
    {
        var type = (string?)changes["type"] ?? (string?)known?["type"] ?? "server_vad";
        var whole =
            known is not null && (string?)known["type"] == type ? (JsonObject)known.DeepClone()
            : type == "semantic_vad" ? SessionSettings.SemanticVad()
            : SessionSettings.ServerVad();
        foreach (var (name, value) in changes)
        {
            if (!whole.ContainsKey(name))
            {
                throw new RefusedException(new Refusal.UnknownFields("session.audio.input.turn_detection", [name]));
            }

            whole[name] = value?.DeepClone();
        }

        return whole;
    }

    private static void RequirePcm(JsonNode? format, string path)
    {
        if (format is not null && (string?)format["type"] != "audio/pcm")
        {
            throw new RefusedException(new Refusal.Other("The simulation speaks audio/pcm alone.", path));
        }
    }
}
