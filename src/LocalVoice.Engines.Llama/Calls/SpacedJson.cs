using System.Text;
using System.Text.Json.Nodes;

namespace LocalVoice.Engines.Llama.Calls;

/// <summary>
/// JSON with a space after commas and colons, as Python writes it and models are trained on: a call rendered as
/// history must give the tokens that the model generated, or the cache is invalidated.
/// </summary>
internal static class SpacedJson
{
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject members:
                Write('{', members, '}', text, member => Write(member.Value, text.Append(Quoted(member.Key)).Append(": ")));
                break;
            case JsonArray items:
                Write('[', items, ']', text, item => Write(item, text));
                break;
            default:
                text.Append(node?.ToJsonString(ToolJson.Options) ?? "null");
                break;
        }
    }

    private static void Write<T>(char open, IEnumerable<T> items, char close, StringBuilder text, Action<T> write)
    {
        text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            write(item);
            separator = ", ";
        }

        text.Append(close);
    }

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString(ToolJson.Options);
}
