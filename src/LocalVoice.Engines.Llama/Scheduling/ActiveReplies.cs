namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>The replies that have a sequence, most urgent first.</summary>
internal sealed class ActiveReplies
{
    private readonly List<ActiveReply> _replies = [];
    private long _arrivals;

    public IReadOnlyList<ActiveReply> All => _replies;

    public ActiveReply Add(ReplyRequest request, Sequence sequence, ITokenSampler? sampler)
    {
        var reply = new ActiveReply(request, sequence, sampler, _arrivals++);
        sequence.Reply = reply;
        _replies.Insert(_replies.FindLastIndex(other => other.Request.Priority <= request.Priority) + 1, reply);
        return reply;
    }

    /// <summary>Its sequence is idle again, and one that lost its cache may try once more.</summary>
    public void Remove(ActiveReply reply)
    {
        _replies.Remove(reply);
        reply.Sequence.Reply = null;
        reply.Dispose();
        Resume();
    }

    /// <summary>
    /// Takes one reply out of the competition for the cache: one whose reader is behind, else the least urgent and latest.
    /// </summary>
    /// <returns>Null when only one competes.</returns>
    public ActiveReply? StallLast()
    {
        var competing = _replies.FindAll(reply => !reply.IsStalled);
        if (competing.Count < 2)
        {
            return null;
        }

        var stalled = competing.FindLast(reply => reply.Request.IsPaused && reply.Sequence.Held.Count > 0) ?? competing[^1];
        stalled.IsStalled = true;
        return stalled;
    }

    /// <summary>Lets the most urgent stalled reply compete again; all at once would push each other out again.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Resume()
    {
        var stalled = _replies.Find(reply => reply.IsStalled);
        stalled?.IsStalled = false;
        return stalled is not null;
    }
}
