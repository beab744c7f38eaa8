namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>The responses that have a sequence, most urgent first.</summary>
internal sealed class ActiveResponses
{
    private readonly List<ActiveResponse> _responses = [];
    private long _arrivals;

    public IReadOnlyList<ActiveResponse> All => _responses;

    public ActiveResponse Add(ResponseRequest request, Sequence sequence, ITokenSampler? sampler)
    {
        var response = new ActiveResponse(request, sequence, sampler, _arrivals++);
        sequence.Response = response;
        _responses.Insert(_responses.FindLastIndex(other => other.Request.Priority <= request.Priority) + 1, response);
        return response;
    }

    /// <summary>Removes a response: its sequence becomes idle, and one stalled response may resume.</summary>
    public void Remove(ActiveResponse response)
    {
        _responses.Remove(response);
        response.Sequence.Response = null;
        Resume();
        response.Dispose();
    }

    /// <summary>Preempts one response: one whose reader is behind, else the least urgent and latest.</summary>
    /// <returns>Null when fewer than two responses compete for the cache.</returns>
    public ActiveResponse? PreemptLast()
    {
        var competing = _responses.FindAll(response => !response.IsStalled);
        if (competing.Count < 2)
        {
            return null;
        }

        var preempted = competing.FindLast(response => response.Request.IsPaused && response.Sequence.Held.Count > 0) ?? competing[^1];
        preempted.IsStalled = true;
        return preempted;
    }

    /// <summary>Resumes the most urgent preempted response; resuming all would preempt them again.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Resume()
    {
        var preempted = _responses.Find(response => response.IsStalled);
        preempted?.IsStalled = false;
        return preempted is not null;
    }
}
