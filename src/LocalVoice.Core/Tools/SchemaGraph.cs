using System.Text.Json.Nodes;

namespace LocalVoice.Core.Tools;

/// <summary>
/// The schemas within a JSON schema, and which of them apply to the same value. An evaluation goes from one to the next of these
/// without end where they form a circle, and through all of them where they branch.
/// </summary>
internal sealed class SchemaGraph
{
    // Well above what functions have; evaluation takes microseconds for each.
    private const int MostSchemas = 5000;
    private const int MostAtOnce = 1000;

    private static readonly string[] Maps = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];

    private static readonly string[] Singles =
    [
        "not",
        "if",
        "then",
        "else",
        "items",
        "additionalItems",
        "additionalProperties",
        "contains",
        "propertyNames",
        "unevaluatedItems",
        "unevaluatedProperties",
    ];

    private static readonly string[] ToSameValue = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"];
    private static readonly string[] Refused = ["$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor"];

    private readonly Dictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int?> _applied = new(StringComparer.Ordinal);

    private SchemaGraph(JsonObject root) => Note(root, "#");

    /// <returns>Null for a schema whose evaluation comes to an end soon, else what is wrong with it.</returns>
    public static string? Fault(JsonObject root)
    {
        var graph = new SchemaGraph(root);
        return graph._schemas.Count > MostSchemas
            ? $"it has more than {MostSchemas} parts"
            : graph._schemas.Keys.Select(graph.FaultAt).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Takes out what a regular expression decides, which may take for ever: such parts allow anything.</summary>
    public static void LeaveOutPatterns(JsonObject root)
    {
        foreach (var schema in new SchemaGraph(root)._schemas.Values)
        {
            schema.Remove("pattern");
            if (schema.Remove("patternProperties"))
            {
                schema.Remove("additionalProperties");
                schema.Remove("unevaluatedProperties");
            }
        }
    }

    private void Note(JsonNode? node, string path)
    {
        if (node is not JsonObject schema || _schemas.Count > MostSchemas || !_schemas.TryAdd(path, schema))
        {
            return;
        }

        foreach (var (keyword, place) in Parts(schema))
        {
            Note(place, $"{path}/{keyword}");
        }
    }

    private static IEnumerable<(string Path, JsonNode? Schema)> Parts(JsonObject schema) =>
        Maps.SelectMany(map => (schema[map] as JsonObject ?? []).Select(entry => ($"{map}/{Escape(entry.Key)}", entry.Value)))
            .Concat(Lists.SelectMany(list => (schema[list] as JsonArray ?? []).Select((one, index) => ($"{list}/{index}", one))))
            .Concat(Singles.Select(single => (single, schema[single])));

    private string? FaultAt(string path)
    {
        var schema = _schemas[path];
        return Array.Find(Refused, schema.ContainsKey) is { } keyword ? $"'{keyword}' is not understood"
            : path != "#" && schema.ContainsKey("$id") ? "'$id' is understood at its beginning only"
            : schema["$ref"] is { } reference && Target(reference) is null
                ? $"'$ref' must name a schema within it, like '#/$defs/name', not {reference.ToJsonString()}"
            : Applied(path) is not { } applied ? $"it refers to itself without end at '{path}'"
            : applied > MostAtOnce ? $"more than {MostAtOnce} of its parts apply to one value at '{path}'"
            : null;
    }

    /// <returns>How many schemas apply to the value that one applies to; null where there is no end of them.</returns>
    private int? Applied(string path)
    {
        if (_applied.TryGetValue(path, out var known))
        {
            return known;
        }

        // Met again on its own way: a circle.
        _applied[path] = null;
        int? sum = 1;
        foreach (var next in ToSame(path))
        {
            sum = Applied(next) is { } more && sum is { } so ? Math.Min(so + more, MostAtOnce + 1) : null;
        }

        return _applied[path] = sum;
    }

    private IEnumerable<string> ToSame(string path)
    {
        foreach (var (part, _) in Parts(_schemas[path]))
        {
            if (Array.Exists(ToSameValue, keyword => part == keyword || part.StartsWith(keyword + "/", StringComparison.Ordinal)))
            {
                var next = $"{path}/{part}";
                if (_schemas.ContainsKey(next))
                {
                    yield return next;
                }
            }
        }

        if (_schemas[path]["$ref"] is { } reference && Target(reference) is { } target)
        {
            yield return target;
        }
    }

    /// <returns>Null for a reference that leads out of it, or to no schema.</returns>
    private string? Target(JsonNode reference)
    {
        if (reference is not JsonValue value || !value.TryGetValue(out string? text) || !text.StartsWith('#'))
        {
            return null;
        }

        var path = Uri.UnescapeDataString(text).TrimEnd('/');
        return _schemas.ContainsKey(path) ? path : null;
    }

    private static string Escape(string key) =>
        key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
