using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Engines.Llama.Calls;

namespace LocalVoice.Engines.Llama.Grammars;

/// <summary>
/// Turns JSON schemas into a grammar of JSON that fits them: types, properties in their order, required ones, enums, constants,
/// items, their number, and alternatives. What it does not know (references, patterns, ranges) allows any value of the type. One
/// grammar, one thread.
/// </summary>
internal sealed class SchemaGrammar
{
    // White space of any length would let a small model go on for ever.
    private const string Json = """
        value ::= object | array | string | number | "true" | "false" | "null"
        object ::= "{" ws ( string ":" ws value ( "," ws string ":" ws value )* )? ws "}"
        array ::= "[" ws ( value ( "," ws value )* )? ws "]"
        string ::= "\"" ( [^"\\\x00-\x1F\x7F] | "\\" ( ["\\/bfnrt] | "u" [0-9a-fA-F]{4} ) )* "\""
        integer ::= "-"? ( "0" | [1-9] [0-9]{0,15} )
        number ::= integer ( "." [0-9]{1,15} )? ( [eE] [-+]? [0-9]{1,3} )?
        ws ::= ( " " | "\n" [ \t]{0,20} )?
        """;

    private const int MostItems = 64;

    private readonly List<string> _rules = [];

    /// <param name="root">The expression that the whole text must match.</param>
    public string Grammar(string root) => string.Join('\n', [$"root ::= {root}", .. _rules, Json.ReplaceLineEndings("\n")]);

    /// <summary>Gives an expression a name, by which it may be used more than once.</summary>
    public string Rule(string expression)
    {
        var name = $"r{_rules.Count}";
        _rules.Add($"{name} ::= {expression}");
        return name;
    }

    /// <returns>The expression of values that fit the schema.</returns>
    public string Of(JsonElement schema) =>
        schema.ValueKind != JsonValueKind.Object ? "value"
        : schema.TryGetProperty("const", out var constant) ? Literal(constant)
        : Items(schema, "enum") is { Count: > 0 } values ? Gbnf.Either(values.Select(Literal))
        : (Items(schema, "anyOf") ?? Items(schema, "oneOf")) is { Count: > 0 } choices ? Gbnf.Either(choices.Select(Of))
        : Items(schema, "allOf") is [var only] ? Of(only)
        : Items(schema, "type") is { Count: > 0 } types ? Gbnf.Either(types.Select(type => OfType(schema, type)))
        : schema.TryGetProperty("type", out var one) ? OfType(schema, one)
        : schema.TryGetProperty("properties", out _) ? ObjectOf(schema)
        : "value";

    private string OfType(JsonElement schema, JsonElement type) =>
        (type.ValueKind == JsonValueKind.String ? type.GetString() : null) switch
        {
            "object" => ObjectOf(schema),
            "array" => ArrayOf(schema),
            "string" => "string",
            "integer" => "integer",
            "number" => "number",
            "boolean" => """( "true" | "false" )""",
            "null" => "\"null\"",
            _ => "value",
        };

    private string ArrayOf(JsonElement schema)
    {
        var item = schema.TryGetProperty("items", out var items) ? Rule(Of(items)) : "value";
        var (least, most) = (Count(schema, "minItems") ?? 0, Count(schema, "maxItems"));
        var more = $"{{{Math.Max(0, least - 1)},{(most is { } limit ? Math.Max(0, limit - 1) : "")}}}";
        return most == 0
            ? "\"[\" ws \"]\""
            : $"""
                "[" ws ( {item} ( "," ws {item} ){more} ){(least > 0 ? "" : "?")} ws "]"
                """;
    }

    /// <summary>A number of items; null for none, and for more than a grammar should spell out.</summary>
    private static int? Count(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var count)
        && count.ValueKind == JsonValueKind.Number
        && count.TryGetInt32(out var items)
        && items is >= 0 and <= MostItems
            ? items
            : null;

    private string ObjectOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return "object";
        }

        var names = (Items(schema, "required") ?? [])
            .Where(name => name.ValueKind == JsonValueKind.String)
            .Select(name => name.GetString());
        var required = names.ToHashSet(StringComparer.Ordinal);
        var (needed, optional) = (new List<string>(), new List<string>());
        foreach (var property in properties.EnumerateObject())
        {
            (required.Contains(property.Name) ? needed : optional).Add(Rule($"{Key(property.Name)} \":\" ws {Of(property.Value)}"));
        }

        var members = needed.Count > 0 ? Members(needed, optional) : Optional(optional);
        return Gbnf.Sequence("\"{\" ws", members, "ws \"}\"");
    }

    private static string Members(List<string> needed, List<string> optional) =>
        Gbnf.Sequence([string.Join(" \",\" ws ", needed), .. optional.Select(member => $"( \",\" ws {member} )?")]);

    /// <summary>Any of them, in order, with commas between.</summary>
    private string Optional(List<string> members)
    {
        var (choices, rest) = (new List<string>(), "");
        foreach (var member in Enumerable.Reverse(members))
        {
            choices.Insert(0, Gbnf.Sequence(member, rest));
            rest = Rule(Gbnf.Sequence($"( \",\" ws {member} )?", rest));
        }

        return choices.Count == 0 ? "" : Gbnf.Either(choices) + "?";
    }

    private static List<JsonElement>? Items(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : null;

    private static string Key(string name) => Gbnf.Literal(JsonValue.Create(name).ToJsonString(ToolJson.Options));

    private static string Literal(JsonElement value) => Gbnf.Literal(SpacedJson.Write(JsonNode.Parse(value.GetRawText())));
}
