namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>Wakes whoever waits whenever something has changed. Take <see cref="Next"/> before looking, then wait for it.</summary>
internal sealed class News
{
    private volatile TaskCompletionSource _next = Create();

    public Task Next => _next.Task;

    public void Tell() => Interlocked.Exchange(ref _next, Create()).TrySetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
