using System.Collections.Concurrent;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>
/// What each conversation's last request began with, so that a prefill, which only has messages, begins alike.
/// Thread-safe; forgets all when conversations are never released.
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
