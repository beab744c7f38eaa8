namespace LocalVoice.Simulation.OpenAI.Requests;

/// <summary>What a simulated service was asked, and what clients gave up. Thread-safe.</summary>
public sealed class RequestJournal
{
    private readonly Watched _state = new();
    private readonly List<RecordedRequest> _requests = [];
    private int _cancelled;

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _state.Read(() => _requests.ToArray());

    /// <summary>Requests whose client went away before their response was complete.</summary>
    public int Cancelled => _state.Read(() => _cancelled);

    /// <summary>Waits until there are so many requests.</summary>
    /// <returns>The last of them.</returns>
    public async Task<RecordedRequest> WhenReceivedAsync(int count = 1, CancellationToken cancellationToken = default)
    {
        await _state.WhenAsync(() => _requests.Count >= count, cancellationToken).ConfigureAwait(false);
        return Requests[count - 1];
    }

    /// <summary>Waits until so many clients have gone away.</summary>
    public Task WhenCancelledAsync(int count = 1, CancellationToken cancellationToken = default) =>
        _state.WhenAsync(() => _cancelled >= count, cancellationToken);

    internal void Add(RecordedRequest request) => _state.Change(() => _requests.Add(request));

    internal void AddCancelled() => _state.Change(() => _cancelled++);
}
