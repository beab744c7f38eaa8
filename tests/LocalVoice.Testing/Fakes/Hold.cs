namespace LocalVoice.Testing.Fakes;

/// <summary>Where a fake waits while a test holds it. Released from the start. Thread-safe.</summary>
public sealed class Hold
{
    private volatile TaskCompletionSource _released = Released();
    private volatile bool _deaf;

    /// <summary>Whoever comes from now on waits; so does, still, whoever waits.</summary>
    public void Engage() => Engage(deaf: false);

    /// <summary>As <see cref="Engage()"/>; who waits does not notice that he is cancelled, and goes on when released.</summary>
    public void EngageDeaf() => Engage(deaf: true);

    /// <summary>Lets everybody go on.</summary>
    public void Release() => _released.TrySetResult();

    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        var notices = _deaf ? CancellationToken.None : cancellationToken;
        await _released.Task.WaitAsync(notices);
        notices.ThrowIfCancellationRequested();
    }

    private void Engage(bool deaf)
    {
        _deaf = deaf;
        if (_released.Task.IsCompleted)
        {
            _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static TaskCompletionSource Released()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
