using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>
/// The cache's sequences. A conversation gets its own sequence again; a new one gets the least recently used idle one
/// and shares the longest prefix (usually the system prompt) held by any sequence. Scheduler's thread only.
/// </summary>
internal sealed class SequencePool(ISequenceDecoder decoder, int count, LlamaMetrics metrics)
{
    /// <summary>
    /// Minimum gain in tokens for which a sequence's contents are replaced by a shared prefix. Chosen by trial, not
    /// measured.
    /// </summary>
    private const int WorthSharing = 8;

    /// <summary>
    /// Minimum loss in tokens for which a conversation's sequence is left as it is and another is used. Chosen by trial, not
    /// measured.
    /// </summary>
    private const int WorthKeeping = 64;

    private readonly Sequence[] _sequences = [.. Enumerable.Range(0, count).Select(id => new Sequence(id))];

    public Sequence? OfConversation(string? conversationId) =>
        conversationId is null ? null : Array.Find(_sequences, sequence => sequence.ConversationId == conversationId);

    /// <summary>
    /// The idle sequence to reuse: empty ones first, then those without a conversation, then by last use. Null when
    /// all are busy.
    /// </summary>
    public Sequence? LeastRecentlyUsed() =>
        _sequences
            .Where(sequence => sequence.IsIdle)
            .OrderBy(sequence => sequence.Held.Count > 0)
            .ThenBy(sequence => sequence.ConversationId is not null)
            .ThenBy(sequence => sequence.LastUsed)
            .FirstOrDefault();

    /// <summary>
    /// The idle sequence for a conversation's next prompt: its own, unless the prompt would take most of it away. A response
    /// with instructions of its own does, and the prompt after that wants it back; an idle sequence without a conversation
    /// then serves, where there is one.
    /// </summary>
    public Sequence ForPrompt(Sequence own, LLamaToken[] prompt)
    {
        var lost = LostTo(own);
        return lost < WorthKeeping || lost < own.Held.Count / 2
            ? own
            : _sequences
                .Where(sequence => sequence is { IsIdle: true, ConversationId: null })
                .OrderBy(LostTo)
                .ThenBy(sequence => sequence.LastUsed)
                .FirstOrDefault(own);

        int LostTo(Sequence sequence) =>
            sequence.CommonPrefix(prompt) is var common && common == prompt.Length ? 0 : sequence.Held.Count - common;
    }

    /// <summary>Assigns a sequence to a conversation.</summary>
    public void Bind(Sequence sequence, string? conversationId)
    {
        if (sequence.ConversationId == conversationId)
        {
            return;
        }

        Release(conversationId);
        if (sequence.ConversationId is not null)
        {
            metrics.Evictions.Add(1);
        }

        sequence.ConversationId = conversationId;
    }

    /// <summary>Ends a conversation; its sequence keeps its tokens for sharing until it is reused.</summary>
    public void Release(string? conversationId)
    {
        if (OfConversation(conversationId) is { } sequence)
        {
            sequence.ConversationId = null;
        }
    }

    /// <summary>Fills the sequence with the longest prefix of the prompt held by any sequence, and nothing else.</summary>
    /// <param name="most">Maximum number of tokens.</param>
    /// <returns>Number of prompt tokens held.</returns>
    public int Prepare(Sequence sequence, ReadOnlySpan<LLamaToken> prompt, int most)
    {
        var own = Math.Min(sequence.CommonPrefix(prompt), most);
        var (donor, shared) = (sequence, own);
        foreach (var other in _sequences)
        {
            if (other != sequence && Math.Min(other.CommonPrefix(prompt), most) is var common && common > shared)
            {
                (donor, shared) = (other, common);
            }
        }

        if (shared < own + WorthSharing)
        {
            Truncate(sequence, own);
        }
        else
        {
            Truncate(sequence, 0);
            if (decoder.SharePrefix(donor.Id, sequence.Id, shared))
            {
                sequence.Held.AddRange(donor.Held[..shared]);
            }
        }

        return sequence.Held.Count;
    }

    /// <summary>Evicts the least recently used idle sequence.</summary>
    /// <returns>False when no idle sequence holds tokens.</returns>
    public bool EvictOne()
    {
        var victim = _sequences
            .Where(sequence => sequence.IsIdle && sequence.Held.Count > 0)
            .OrderBy(sequence => sequence.ConversationId is not null)
            .ThenBy(sequence => sequence.LastUsed)
            .FirstOrDefault();
        if (victim is null)
        {
            return false;
        }

        if (victim.ConversationId is not null)
        {
            metrics.Evictions.Add(1);
        }

        victim.ConversationId = null;
        Evict(victim);
        return true;
    }

    /// <summary>Removes all tokens of a sequence.</summary>
    public void Evict(Sequence sequence)
    {
        decoder.Truncate(sequence.Id, 0);
        sequence.Held.Clear();
    }

    private void Truncate(Sequence sequence, int length)
    {
        if (sequence.Held.Count == length)
        {
            return;
        }

        var kept = decoder.Truncate(sequence.Id, length) ? length : 0;
        sequence.Held.RemoveRange(kept, sequence.Held.Count - kept);
    }
}
