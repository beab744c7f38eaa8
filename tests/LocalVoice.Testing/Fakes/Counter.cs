namespace LocalVoice.Testing.Fakes;

/// <summary>Counts something that happens beside the test, and lets the test wait for it. Thread-safe.</summary>
public sealed class Counter
{
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>Completes once <see cref="Count"/> is at least <paramref name="count"/>.</summary>
    /// <exception cref="TimeoutException">It is not after ten seconds.</exception>
    public Task ReachesAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_count >= count)
            {
                return Task.CompletedTask;
            }

            _waiting.Add((count, reached));
        }

        return reached.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public void Increment()
    {
        lock (_lock)
        {
            _count++;
            foreach (var (_, reached) in _waiting.Where(waiter => waiter.Count <= _count))
            {
                reached.TrySetResult();
            }
        }
    }
}
