namespace LocalVoice.Simulation.OpenAI.Requests;

/// <summary>What a simulated service was asked, and what clients gave up. Thread-safe.</summary>
public sealed class RequestJournal
{
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private int _cancelled;
    private TaskCompletionSource _changed = NewChange();

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Requests whose client went away before their response was complete.</summary>
    public int Cancelled
    {
        get
        {
            lock (_lock)
            {
                return _cancelled;
            }
        }
    }

    /// <summary>Waits until there are so many requests.</summary>
    /// <returns>The last of them.</returns>
    public async Task<RecordedRequest> WhenReceivedAsync(int count = 1, CancellationToken cancellationToken = default)
    {
        await WhenAsync(() => _requests.Count >= count, cancellationToken).ConfigureAwait(false);
        return Requests[count - 1];
    }

    /// <summary>Waits until so many clients have gone away.</summary>
    public Task WhenCancelledAsync(int count = 1, CancellationToken cancellationToken = default) =>
        WhenAsync(() => _cancelled >= count, cancellationToken);

    internal void Add(RecordedRequest request) => Change(() => _requests.Add(request));

    internal void AddCancelled() => Change(() => _cancelled++);

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            changed = _changed;
            _changed = NewChange();
        }

        changed.SetResult();
    }

    private async Task WhenAsync(Func<bool> happened, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (_lock)
            {
                if (happened())
                {
                    return;
                }

                change = _changed.Task;
            }

            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
