using System.Collections.Concurrent;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>
/// The prompt beginning of each conversation's last request, reused by prefills, which carry messages only.
/// Thread-safe; cleared when it reaches its capacity.
/// </summary>
internal sealed class ConversationFrames(int capacity)
{
    private readonly ConcurrentDictionary<string, ConversationFrame> _frames = new();

    public void Remember(string? conversationId, ConversationFrame frame)
    {
        if (conversationId is null)
        {
            return;
        }

        if (_frames.Count >= capacity && !_frames.ContainsKey(conversationId))
        {
            _frames.Clear();
        }

        _frames[conversationId] = frame;
    }

    public ConversationFrame Of(string conversationId) => _frames.GetValueOrDefault(conversationId, ConversationFrame.Empty);

    public void Evict(string conversationId) => _frames.TryRemove(conversationId, out _);
}
