namespace LocalVoice.Core.Responses;

/// <summary>
/// Holds back what the agent says, also a response that is not begun yet, while it is open whether it may be heard. Engaged by the
/// session's loop, waited for by playback. Thread-safe.
/// </summary>
internal sealed class OutputHold
{
    private volatile TaskCompletionSource? _released;

    public void Engage() => _released ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        var released = _released;
        _released = null;
        released?.SetResult();
    }

    /// <summary>Completes when nothing is held back.</summary>
    public ValueTask WaitAsync(CancellationToken cancellationToken) =>
        _released is { } released ? new(released.Task.WaitAsync(cancellationToken)) : default;
}
