using System.Text.Json.Nodes;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary><c>turn_detection</c>: defaults, merge and conversion to settings.</summary>
internal static class TurnDetectionDocument
{
    private const string ServerVad = "server_vad";
    private const string SemanticVad = "semantic_vad";

    public static JsonObject Server() =>
        new()
        {
            ["type"] = ServerVad,
            ["threshold"] = 0.5,
            ["prefix_padding_ms"] = 300,
            ["silence_duration_ms"] = 500,
            ["idle_timeout_ms"] = null,
            ["create_response"] = true,
            ["interrupt_response"] = true,
        };

    public static JsonObject Semantic() =>
        new()
        {
            ["type"] = SemanticVad,
            ["eagerness"] = "auto",
            ["create_response"] = true,
            ["interrupt_response"] = true,
        };

    /// <summary>A change of type starts from that type's defaults; otherwise only given fields change.</summary>
    public static JsonObject? Merge(JsonObject? current, EventField patch)
    {
        if (patch.IsAbsent)
        {
            return null;
        }

        var type = patch["type"].TextOrNull() ?? (string?)current?["type"] ?? patch["type"].Text();
        var defaults = type switch
        {
            ServerVad => Server(),
            SemanticVad => Semantic(),
            _ => throw patch["type"].NotOneOf(ServerVad, SemanticVad),
        };
        var merged = (string?)current?["type"] == type ? current! : (JsonObject)defaults.DeepClone();
        foreach (var (name, field) in patch.Properties())
        {
            merged[name] = field.IsAbsent ? defaults[name]?.DeepClone() : JsonNode.Parse(field.Element.GetRawText());
        }

        return merged;
    }

    public static TurnDetection Read(EventField field)
    {
        if (field.IsAbsent)
        {
            return TurnDetection.Manual;
        }

        var detection = field["type"].Text() == ServerVad ? ReadServer(field) : TurnDetection.Semantic(ReadEagerness(field["eagerness"]));
        return detection with
        {
            CreateResponse = field["create_response"].Flag(absent: true),
            InterruptResponse = field["interrupt_response"].Flag(absent: true),
        };
    }

    private static TurnDetection ReadServer(EventField field)
    {
        var idle = field["idle_timeout_ms"];
        return TurnDetection.Server(TimeSpan.FromMilliseconds(field["silence_duration_ms"].Integer(0, 10_000, absent: 500))) with
        {
            Threshold = field["threshold"].Number(0, 1, absent: 0.5),
            IdleTimeout = idle.IsAbsent ? null : TimeSpan.FromMilliseconds(idle.Integer(5_000, 30_000)),
            PrefixPadding = TimeSpan.FromMilliseconds(field["prefix_padding_ms"].Integer(0, 10_000, absent: 300)),
        };
    }

    private static Eagerness ReadEagerness(EventField field) =>
        field.IsAbsent ? Eagerness.Auto : EnumNames.Parse<Eagerness>(field.Text()) ?? throw field.NotOneOf("low", "medium", "high", "auto");
}
