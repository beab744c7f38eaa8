using System.Runtime.InteropServices;
using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>One of the cache's sequences: what it holds, for whom, and what it works on.</summary>
internal sealed class Sequence(int id)
{
    public int Id => id;

    /// <summary>The conversation whose next turn will find its beginning here; null when anybody may have it.</summary>
    public string? ConversationId { get; set; }

    /// <summary>The tokens in the cache, from position 0.</summary>
    public List<LLamaToken> Held { get; } = [];

    /// <summary>Null when idle.</summary>
    public ActiveResponse? Response { get; set; }

    /// <summary>The step in which it was last used.</summary>
    public long LastUsed { get; set; }

    public bool IsIdle => Response is null;

    /// <summary>How many of <paramref name="tokens"/> are held already.</summary>
    public int CommonPrefix(ReadOnlySpan<LLamaToken> tokens) => CollectionsMarshal.AsSpan(Held).CommonPrefixLength(tokens);
}
