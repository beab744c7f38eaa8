using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalVoice.Engines.OpenAI.Chat.Calls;

/// <summary>
/// Gives each tool call of a response its id and index: Gemini's have index 0 or none, and sometimes an empty id, so that calls
/// at the same time would become one.
/// </summary>
internal sealed class ToolCallNumbers(ToolCallExtras extras)
{
    private readonly List<string> _ids = [];

    /// <summary>Changes the fragments of one delta in place.</summary>
    public void Number(IEnumerable<JsonObject> fragments)
    {
        foreach (var fragment in fragments)
        {
            var index = IndexOf(fragment);
            fragment["index"] = index;
            if (fragment["id"] is not null)
            {
                fragment["id"] = _ids[index];
            }

            if (fragment["extra_content"] is { } extra)
            {
                extras.Remember(_ids[index], extra);
            }
        }
    }

    private int IndexOf(JsonObject fragment)
    {
        var id = Text(fragment["id"]);
        var known = id.Length > 0 ? _ids.IndexOf(id) : -1;
        if (known >= 0)
        {
            return known;
        }

        // Only the first fragment of a call has its name.
        if (id.Length > 0 || Text(fragment["function"]?["name"]).Length > 0)
        {
            _ids.Add(id.Length > 0 ? id : $"call_{_ids.Count.ToString(CultureInfo.InvariantCulture)}_{Guid.NewGuid():N}");
            return _ids.Count - 1;
        }

        var told = fragment["index"] is JsonValue value && value.TryGetValue<int>(out var index) ? index : int.MaxValue;
        return Math.Clamp(told, 0, Math.Max(0, _ids.Count - 1));
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
