using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>JSON that the caller gives in place of what the ecosystem's types cannot say.</summary>
internal static class RawJson
{
    /// <param name="raw">An object as <see cref="JsonObject"/>, <see cref="JsonElement"/> or text; null for none.</param>
    /// <returns>A copy; empty for none.</returns>
    /// <exception cref="ArgumentException">Something else.</exception>
    public static JsonObject Read(object? raw, string parameter)
    {
        try
        {
            var node = raw switch
            {
                null => new JsonObject(),
                JsonObject json => json.DeepClone(),
                JsonElement json => JsonNode.Parse(json.GetRawText()),
                string json => JsonNode.Parse(json),
                _ => null,
            };
            return node as JsonObject ?? throw Invalid(raw, parameter, null);
        }
        catch (JsonException invalid)
        {
            throw Invalid(raw, parameter, invalid);
        }
    }

    /// <summary>The object of that name, which is made where there is none.</summary>
    public static JsonObject In(this JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }

    private static ArgumentException Invalid(object? raw, string parameter, Exception? cause) =>
        new($"A raw representation is a JsonObject or the text of one, not {raw?.GetType().Name ?? "null"}.", parameter, cause);
}
