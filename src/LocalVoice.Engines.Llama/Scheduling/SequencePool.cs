using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>
/// The cache's sequences. A conversation finds its own again; a new one takes the one that was idle longest, and
/// shares the beginning (the system prompt, usually) of whichever sequence holds most of it. Scheduler's thread only.
/// </summary>
internal sealed class SequencePool(ISequenceDecoder decoder, int count, LlamaMetrics metrics)
{
    /// <summary>Sharing fewer tokens more than its own is not worth losing what a sequence holds.</summary>
    private const int WorthSharing = 8;

    private readonly Sequence[] _sequences = [.. Enumerable.Range(0, count).Select(id => new Sequence(id))];

    public Sequence? OfConversation(string? conversationId) =>
        conversationId is null ? null : Array.Find(_sequences, sequence => sequence.ConversationId == conversationId);

    /// <summary>The idle sequence that is missed least, or null when all are busy.</summary>
    public Sequence? LeastRecentlyUsed() =>
        _sequences
            .Where(sequence => sequence.IsIdle)
            .OrderBy(sequence => sequence.Held.Count > 0)
            .ThenBy(sequence => sequence.ConversationId is not null)
            .ThenBy(sequence => sequence.LastUsed)
            .FirstOrDefault();

    /// <summary>Makes a sequence the conversation's.</summary>
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

    /// <summary>The conversation is over; what its sequence holds serves others until it is needed.</summary>
    public void Release(string? conversationId)
    {
        if (OfConversation(conversationId) is { } sequence)
        {
            sequence.ConversationId = null;
        }
    }

    /// <summary>Makes the sequence hold as much of the prompt's beginning as any sequence has, and nothing else.</summary>
    /// <param name="most">No more than this many tokens.</param>
    /// <returns>How many tokens of the prompt it holds.</returns>
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

    /// <summary>Makes room by forgetting the idle sequence that is missed least.</summary>
    /// <returns>False when no idle sequence holds anything.</returns>
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

    /// <summary>Empties a sequence.</summary>
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
