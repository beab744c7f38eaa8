namespace LocalVoice.Simulation.Deepgram.Requests;

/// <summary>What all clients have done, in the order of their requests. Thread-safe.</summary>
public sealed class DeepgramRequests
{
    private readonly Lock _lock = new();
    private readonly List<RequestLog> _logs = [];
    private TaskCompletionSource _changed = NewSignal();

    public IReadOnlyList<DeepgramRequest> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _logs.Select(log => log.Request)];
            }
        }
    }

    /// <summary>Waits for the first request of which it is so.</summary>
    public async Task<DeepgramRequest> FirstAsync(Func<DeepgramRequest, bool> so, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_logs.FirstOrDefault(log => so(log.Request)) is { } found)
                {
                    return found.Request;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal RequestLog Begin(DeepgramRequest request)
    {
        var log = new RequestLog(this, request);
        Change(() => _logs.Add(log));
        return log;
    }

    internal void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
