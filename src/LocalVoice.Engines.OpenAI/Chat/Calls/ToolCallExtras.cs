using System.Text.Json.Nodes;

namespace LocalVoice.Engines.OpenAI.Chat.Calls;

/// <summary>
/// The fields <c>extra_content</c> of the newest tool calls, by the call's id. Gemini 3 signs its thoughts there, and refuses a
/// conversation whose calls come back without (ai.google.dev/gemini-api/docs/thought-signatures). Thread-safe.
/// </summary>
internal sealed class ToolCallExtras
{
    /// <summary>Of all conversations; a signature has a few KB.</summary>
    private const int Most = 512;

    private readonly Lock _sync = new();
    private readonly Dictionary<string, JsonNode> _extras = [];
    private readonly Queue<string> _oldest = [];

    public void Remember(string id, JsonNode extra)
    {
        lock (_sync)
        {
            if (_extras.TryAdd(id, extra.DeepClone()))
            {
                _oldest.Enqueue(id);
            }

            if (_oldest.Count > Most)
            {
                _extras.Remove(_oldest.Dequeue());
            }
        }
    }

    public JsonNode? Of(string id)
    {
        lock (_sync)
        {
            return _extras.TryGetValue(id, out var extra) ? extra.DeepClone() : null;
        }
    }
}
