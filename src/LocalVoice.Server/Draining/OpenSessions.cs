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

    /// <summary>The last session that was open has left.</summary>
    public event Action? Emptied;

    /// <summary>Completes when sessions are to finish what is under way; no new one is opened then.</summary>
    public Task Draining => _draining.Task;

    /// <summary>Completes when sessions are to end at once.</summary>
    public Task Cut => _cut.Task;

    public bool IsDraining => _draining.Task.IsCompleted;

    /// <summary>Sessions that are open now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _open;
            }
        }
    }

    /// <summary>Counts a session that is about to be opened; <see cref="Leave"/> ends it.</summary>
    /// <param name="most">Sessions at once.</param>
    public Entry Enter(int most)
    {
        lock (_lock)
        {
            if (IsDraining)
            {
                return Entry.Draining;
            }

            if (_open >= most)
            {
                return Entry.Full;
            }

            _open++;
            return Entry.Open;
        }
    }

    public void Leave(SessionEnd end)
    {
        bool empty;
        lock (_lock)
        {
            empty = --_open == 0;
            if (IsDraining)
            {
                _ends[end] = EndedBy(end) + 1;
                CompleteWhenGone();
            }
        }

        if (empty)
        {
            Emptied?.Invoke();
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
                return (EndedBy(SessionEnd.Whole), EndedBy(SessionEnd.ByItself), EndedBy(SessionEnd.Cut));
            }
        }
    }

    private int EndedBy(SessionEnd end) => _ends.GetValueOrDefault(end);

    private void CompleteWhenGone()
    {
        if (_open == 0)
        {
            _gone.TrySetResult();
        }
    }
}

/// <summary>Whether a session may be opened.</summary>
internal enum Entry
{
    Open,
    Full,
    Draining,
}
