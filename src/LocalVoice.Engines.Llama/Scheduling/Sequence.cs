using System.Runtime.InteropServices;
using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>A sequence of the cache: its tokens, its conversation and its current response.</summary>
internal sealed class Sequence(int id)
{
    public int Id => id;

    /// <summary>The conversation whose prefix it keeps; null when free for any.</summary>
    public string? ConversationId { get; set; }

    /// <summary>The tokens in the cache, from position 0.</summary>
    public List<LLamaToken> Held { get; } = [];

    /// <summary>Null when idle.</summary>
    public ActiveResponse? Response { get; set; }

    /// <summary>The step of its last use.</summary>
    public long LastUsed { get; set; }

    public bool IsIdle => Response is null;

    /// <summary>Number of leading <paramref name="tokens"/> already held.</summary>
    public int CommonPrefix(ReadOnlySpan<LLamaToken> tokens) => CollectionsMarshal.AsSpan(Held).CommonPrefixLength(tokens);
}
