namespace LocalVoice.Server.Draining;

/// <summary>HTTP requests that are being served: a server that stops lets them finish, as it does sessions. Thread-safe.</summary>
internal sealed class OpenRequests
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _draining;
    private int _open;

    /// <summary>Counts a request; <see cref="Leave"/> ends it.</summary>
    /// <param name="most">Requests at once.</param>
    public Entry Enter(int most)
    {
        lock (_lock)
        {
            var entry =
                _draining ? Entry.Draining
                : _open >= most ? Entry.Full
                : Entry.Open;
            _open += entry is Entry.Open ? 1 : 0;
            return entry;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _open--;
            CompleteWhenGone();
        }
    }

    /// <summary>Lets no more in.</summary>
    /// <returns>Completes when the last one has left.</returns>
    public Task Drain()
    {
        lock (_lock)
        {
            _draining = true;
            CompleteWhenGone();
            return _gone.Task;
        }
    }

    private void CompleteWhenGone()
    {
        if (_draining && _open == 0)
        {
            _gone.TrySetResult();
        }
    }
}
