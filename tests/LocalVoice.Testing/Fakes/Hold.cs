namespace LocalVoice.Testing.Fakes;

/// <summary>Where a fake waits while a test holds it. Released from the start. Thread-safe.</summary>
public sealed class Hold
{
    private volatile TaskCompletionSource _released = Released();

    /// <summary>Whoever comes from now on waits; so does, still, whoever waits.</summary>
    public void Engage()
    {
        if (_released.Task.IsCompleted)
        {
            _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets everybody go on.</summary>
    public void Release() => _released.TrySetResult();

    internal Task WaitAsync(CancellationToken cancellationToken) => _released.Task.WaitAsync(cancellationToken);

    private static TaskCompletionSource Released()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
