namespace LocalVoice.Simulation.OpenAI.Requests;

/// <summary>State that changes under a lock, and can be waited for.</summary>
internal sealed class Watched
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = NewChange();

    public T Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    public void Change(Action change)
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

    /// <summary>Waits until the state is so.</summary>
    public async Task WhenAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (_lock)
            {
                if (isSo())
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
