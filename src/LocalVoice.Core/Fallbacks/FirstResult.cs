namespace LocalVoice.Core.Fallbacks;

/// <summary>
/// A stream of results that is given up when its first one does not come in time. For one reader: first
/// <see cref="ReadAsync"/>, then either <see cref="GoOnAsync"/> or <see cref="Abandon"/>.
/// </summary>
/// <param name="isResult">Whether an item is a result, and not only an announcement of one.</param>
internal sealed class FirstResult<T>(IAsyncEnumerator<T> stream, Func<T, bool> isResult)
{
    private readonly List<T> _read = [];
    private Task<bool> _next = Task.FromResult(true);

    /// <summary>Reads up to the first result, or to the end when there is none.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the stream itself is not.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _next = stream.MoveNextAsync().AsTask();
            if (!await _next.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            _read.Add(stream.Current);
            if (isResult(stream.Current))
            {
                return true;
            }
        }
    }

    /// <summary>All items of the stream, those read included.</summary>
    public async IAsyncEnumerable<T> GoOnAsync()
    {
        await using (stream.ConfigureAwait(false))
        {
            foreach (var item in _read)
            {
                yield return item;
            }

            while (_next.Result && await stream.MoveNextAsync().ConfigureAwait(false))
            {
                yield return stream.Current;
            }
        }
    }

    /// <summary>Disposes the stream, which is cancelled, once it has noticed; nobody waits for that.</summary>
    public void Abandon() => _ = DisposeAsync();

    private async Task DisposeAsync()
    {
        await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It was cancelled, or has failed: another backend serves the request.
        }
    }
}
