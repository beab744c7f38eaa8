using LocalVoice.Chat;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>
/// What one step decodes: one token of every talking session first, then prompts, the most urgent first, up to
/// the rest of the budget. Reused from step to step.
/// </summary>
internal sealed class StepPlan(int batchTokens, int interleavedPrefillTokens)
{
    private readonly List<BatchEntry> _batch = [];
    private readonly List<Share> _shares = [];

    public IReadOnlyList<BatchEntry> Batch => _batch;

    public IReadOnlyList<Share> Shares => _shares;

    public bool IsEmpty => _batch.Count == 0;

    public bool HasDecidedTurn { get; private set; }

    /// <param name="replies">Most urgent first.</param>
    public void Fill(IReadOnlyList<ActiveReply> replies)
    {
        _batch.Clear();
        _shares.Clear();
        HasDecidedTurn = false;
        foreach (var reply in replies)
        {
            if (reply.IsTalking && CanGoOn(reply) && _batch.Count < batchTokens)
            {
                Take(reply, 1);
            }
        }

        var room = IsEmpty ? batchTokens : Math.Min(batchTokens - _batch.Count, interleavedPrefillTokens);
        foreach (var reply in replies)
        {
            if (room > 0 && !reply.IsTalking && CanGoOn(reply))
            {
                room -= Take(reply, Math.Min(room, reply.Remaining));
            }
        }
    }

    private static bool CanGoOn(ActiveReply reply) => !reply.IsStalled && reply.Request.HasRoom();

    private int Take(ActiveReply reply, int count)
    {
        var start = reply.Sequence.Held.Count;
        var samples = count == reply.Remaining && !reply.Request.OnlyPrefills;
        for (var i = 0; i < count; i++)
        {
            _batch.Add(new BatchEntry(reply.TokenAt(start + i), start + i, reply.Sequence.Id, samples && i == count - 1));
        }

        _shares.Add(new Share(reply, count, samples ? _batch.Count - 1 : -1));
        HasDecidedTurn |= reply.Request.Priority == ChatPriority.DecidedTurn;
        return count;
    }
}
