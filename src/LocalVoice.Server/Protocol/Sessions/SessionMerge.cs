using System.Collections.Frozen;
using System.Text.Json.Nodes;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>Applies <c>session.update</c>: given fields replace, absent fields are kept, null restores the initial value.</summary>
/// <param name="initial">The session as created.</param>
internal sealed class SessionMerge(JsonObject initial, SessionOverrides allowed)
{
    private const string TurnDetection = "audio.input.turn_detection";

    private static readonly FrozenSet<string> Containers = FrozenSet.Create(
        "audio",
        "audio.input",
        "audio.output",
        "localvoice",
        "localvoice.stages"
    );

    /// <summary>Read-only fields that a client may send back unchanged.</summary>
    private static readonly FrozenSet<string> ReadOnly = FrozenSet.Create(
        "id",
        "object",
        "expires_at",
        "localvoice.version",
        "localvoice.profile"
    );

    private static readonly FrozenSet<string> Leaves = FrozenSet.Create(
        "type",
        "model",
        "output_modalities",
        "instructions",
        "tools",
        "tool_choice",
        "parallel_tool_calls",
        "reasoning",
        "max_output_tokens",
        "tracing",
        "truncation",
        "prompt",
        "include",
        "audio.input.format",
        "audio.input.transcription",
        "audio.input.noise_reduction",
        TurnDetection,
        "audio.output.format",
        "audio.output.voice",
        "audio.output.speed",
        "localvoice.language",
        "localvoice.pipeline",
        "localvoice.speculate",
        "localvoice.stages.stt",
        "localvoice.stages.llm",
        "localvoice.stages.tts",
        "localvoice.vocabulary"
    );

    private static readonly FrozenSet<string> Nullable = FrozenSet.Create("audio.input.transcription", TurnDetection);

    /// <param name="unknown">Gets an error for each field that is none, and that has no effect.</param>
    /// <exception cref="ProtocolException">The client may not change a field.</exception>
    public JsonObject Apply(JsonObject current, EventField patch, List<ProtocolException> unknown)
    {
        var merged = (JsonObject)current.DeepClone();
        Merge(merged, initial, patch, prefix: "", unknown);
        return merged;
    }

    private void Merge(JsonObject target, JsonObject? beginning, EventField patch, string prefix, List<ProtocolException> unknown)
    {
        foreach (var (name, field) in patch.Properties())
        {
            var path = prefix + name;
            if (ReadOnly.Contains(path))
            {
                continue;
            }

            if (Containers.Contains(path) && field.IsAbsent && beginning?[name] is JsonObject restored)
            {
                target[name] = restored.DeepClone();
            }
            else if (Containers.Contains(path) && target[name] is JsonObject container)
            {
                Merge(container, beginning?[name] as JsonObject, field, path + ".", unknown);
            }
            else if (Leaves.Contains(path))
            {
                RequireAllowed(path, field);
                RequireSameType(path, field, target);
                target[name] = Replacement(path, target[name], beginning?[name], field);
            }
            else
            {
                unknown.Add(GaNames.Unknown(field, path, patch));
            }
        }
    }

    private static JsonNode? Replacement(string path, JsonNode? current, JsonNode? beginning, EventField field) =>
        path switch
        {
            TurnDetection => TurnDetectionDocument.Merge(current?.DeepClone() as JsonObject, field),
            "audio.output.voice" when !field.IsAbsent && !field.IsString => field["id"].Text(),
            _ when field.IsAbsent => Nullable.Contains(path) ? null : beginning?.DeepClone(),
            "audio.input.transcription" when current is JsonObject known => Overlay((JsonObject)known.DeepClone(), field),
            _ => JsonNode.Parse(field.Element.GetRawText()),
        };

    private static JsonObject Overlay(JsonObject target, EventField patch)
    {
        foreach (var (name, field) in patch.Properties())
        {
            target[name] = JsonNode.Parse(field.Element.GetRawText());
        }

        return target;
    }

    /// <summary>A secret, or an address, for transcription is no way to an agent.</summary>
    private static void RequireSameType(string path, EventField field, JsonObject target)
    {
        if (path == "type" && (string?)target["type"] == SessionTypes.Transcription && field.TextOrNull() != SessionTypes.Transcription)
        {
            throw field.Invalid("A transcription session stays one: open another session.");
        }
    }

    private void RequireAllowed(string path, EventField field)
    {
        const string Extensions = "localvoice.";
        if (!path.StartsWith(Extensions, StringComparison.Ordinal))
        {
            return;
        }

        var name = path[Extensions.Length..].Split('.')[0];
        if (!(EnumNames.Parse<SessionOverrides>(name) is { } wanted && allowed.HasFlag(wanted)))
        {
            throw new ProtocolException(
                "override_not_allowed",
                $"'{field.Path}' is not the client's to choose on this server.",
                field.Path
            );
        }
    }
}
