namespace LocalVoice.Core.Fallbacks;

/// <summary>
/// A stream of results that is given up when its first one does not come in time. For one reader: first
/// <see cref="ReadAsync"/>, then either <see cref="GoOnAsync"/> or <see cref="Abandon"/>.
/// </summary>
/// <param name="ask">Asked when the first result is read.</param>
/// <param name="isResult">Whether an item is a result, and not only an announcement of one.</param>
/// <param name="cancellationToken">Cancels the stream, also after its first result.</param>
internal sealed class FirstResult<T>(
    Func<CancellationToken, IAsyncEnumerable<T>> ask,
    Func<T, bool> isResult,
    CancellationToken cancellationToken
)
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly List<T> _read = [];
    private IAsyncEnumerator<T>? _stream;
    private Task<bool> _reading = Task.FromResult(false);

    /// <returns>Whether there is one; false when the stream has ended.</returns>
    public Task<bool> ReadAsync() => _reading = ReadToFirstAsync();

    /// <summary>All items of the stream, those read included.</summary>
    public async IAsyncEnumerable<T> GoOnAsync()
    {
        try
        {
            foreach (var item in _read)
            {
                yield return item;
            }

            while (_reading.Result && await _stream!.MoveNextAsync().ConfigureAwait(false))
            {
                yield return _stream.Current;
            }
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Cancels the stream, and disposes it once it has noticed; nobody waits for that.</summary>
    public void Abandon() => _ = AbandonAsync();

    private async Task<bool> ReadToFirstAsync()
    {
        _stream = ask(_stop.Token).GetAsyncEnumerator(_stop.Token);
        while (await _stream.MoveNextAsync().ConfigureAwait(false))
        {
            _read.Add(_stream.Current);
            if (isResult(_stream.Current))
            {
                return true;
            }
        }

        return false;
    }

    private async Task AbandonAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)_reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It was cancelled, or has failed: another backend serves the request.
        }
    }

    private async ValueTask DisposeAsync()
    {
        try
        {
            if (_stream is { } stream)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _stop.Dispose();
        }
    }
}
