using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Aura;

/// <summary>A connection for one request. Disposing returns it, once nothing is under way on it.</summary>
internal sealed class SpeakLease(SpeakPool pool, Uri address, SpeakConnection connection, bool wasWarm) : IAsyncDisposable
{
    private State _state;

    /// <summary>Whether it was open before it was needed.</summary>
    public bool WasWarm => wasWarm;

    public async ValueTask SpeakAsync(string text, BackendReport report)
    {
        _state = State.Speaking;
        try
        {
            await connection.SpeakAsync(text, report).ConfigureAwait(false);
        }
        catch (BackendException)
        {
            _state = State.Broken;
            throw;
        }
    }

    /// <returns>The next piece of audio; null at the end.</returns>
    /// <exception cref="BackendException">It does not come.</exception>
    public async ValueTask<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var next = await connection.NextAsync(cancellationToken).ConfigureAwait(false);
                switch (next.Kind)
                {
                    case SpeakEventKind.Audio:
                        return next.Audio;
                    case SpeakEventKind.Flushed:
                        _state = State.Idle;
                        return null;
                    default:
                        break;
                }
            }
        }
        catch (BackendException)
        {
            _state = State.Broken;
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        switch (_state)
        {
            case State.Idle:
                return pool.ReturnAsync(address, connection);
            case State.Broken:
                return connection.DisposeAsync();
            default:
                // Whoever interrupts does not wait for the service to fall silent.
                _ = ClearAsync();
                return ValueTask.CompletedTask;
        }
    }

    private async Task ClearAsync()
    {
        try
        {
            await connection.ClearAsync().ConfigureAwait(false);
            await pool.ReturnAsync(address, connection).ConfigureAwait(false);
        }
        catch (BackendException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private enum State
    {
        Idle,
        Speaking,
        Broken,
    }
}
