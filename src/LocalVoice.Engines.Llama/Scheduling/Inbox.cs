namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Messages of sessions to the scheduler's thread. Thread-safe; bounded by the number of waiting requests.</summary>
internal sealed class Inbox : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _news = new(false);
    private readonly List<ResponseRequest> _requests = [];
    private readonly List<string> _released = [];
    private bool _closed;

    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _closed;
            }
        }
    }

    /// <returns>False once closed.</returns>
    public bool TryAdd(ResponseRequest request)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _requests.Add(request);
            _news.Set();
            return true;
        }
    }

    public void Release(string conversationId)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _released.Add(conversationId);
            _news.Set();
        }
    }

    /// <summary>Wakes the scheduler to look at changed state.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (!_closed)
            {
                _news.Set();
            }
        }
    }

    /// <summary>Takes everything that arrived since the last call.</summary>
    public void Drain(List<ResponseRequest> requests, List<string> released)
    {
        lock (_lock)
        {
            requests.AddRange(_requests);
            released.AddRange(_released);
            _requests.Clear();
            _released.Clear();
        }
    }

    public void Wait() => _news.WaitOne();

    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _news.Set();
        }
    }

    public void Dispose() => _news.Dispose();
}
