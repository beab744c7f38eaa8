namespace LocalVoice.Server.Draining;

/// <summary>The server's sessions, from before they are opened until their connection has ended. Thread-safe.</summary>
internal sealed class OpenSessions
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _draining = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<SessionEnd, int> _ends = [];
    private int _open;

    /// <summary>Completes when sessions are to finish what is under way; no new one is opened then.</summary>
    public Task Draining => _draining.Task;

    /// <summary>Completes when sessions are to end at once.</summary>
    public Task Cut => _cut.Task;

    public bool IsDraining => _draining.Task.IsCompleted;

    /// <summary>Counts a session that is about to be opened; <see cref="Leave"/> ends it.</summary>
    /// <returns>False while the server drains.</returns>
    public bool TryEnter()
    {
        lock (_lock)
        {
            _open += IsDraining ? 0 : 1;
            return !IsDraining;
        }
    }

    public void Leave(SessionEnd end)
    {
        lock (_lock)
        {
            _open--;
            if (IsDraining)
            {
                _ends[end] = Count(end) + 1;
                CompleteWhenGone();
            }
        }
    }

    /// <summary>Opens no more sessions and lets those that are open finish.</summary>
    /// <returns>How many there are, and a task that completes when the last one has left.</returns>
    public (int Open, Task Gone) Drain()
    {
        lock (_lock)
        {
            _draining.TrySetResult();
            CompleteWhenGone();
            return (_open, _gone.Task);
        }
    }

    /// <summary>Ends the drain: what is left is closed at once.</summary>
    public void CutShort() => _cut.TrySetResult();

    /// <summary>Sessions that have ended since the drain began, by how they did.</summary>
    public (int Whole, int ByThemselves, int Cut) Ends
    {
        get
        {
            lock (_lock)
            {
                return (Count(SessionEnd.Whole), Count(SessionEnd.ByItself), Count(SessionEnd.Cut));
            }
        }
    }

    private int Count(SessionEnd end) => _ends.GetValueOrDefault(end);

    private void CompleteWhenGone()
    {
        if (_open == 0)
        {
            _gone.TrySetResult();
        }
    }
}
