using LocalVoice.Engines.Deepgram.Connections;

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>
/// A way to the service: one connection at a time, opened ahead for a speaker's next utterance or else with its first audio, and
/// kept as long as a stream is open. Thread-safe.
/// </summary>
internal sealed class ListenLine<TMessage>(Service service, Uri address, IListenProtocol<TMessage> protocol) : IAsyncDisposable
    where TMessage : class
{
    // One that ends sooner would be opened in a circle.
    private static readonly TimeSpan WorthReopening = TimeSpan.FromSeconds(1);

    private readonly Lock _sync = new();
    private ListenConnection<TMessage>? _connection;
    private int _streams;

    public void Hold()
    {
        lock (_sync)
        {
            _streams++;
        }
    }

    /// <summary>Begins to open the connection, unless one is open.</summary>
    public void Open()
    {
        lock (_sync)
        {
            Current();
        }
    }

    /// <returns>Whether it was the last one: then dispose the line.</returns>
    public bool Release()
    {
        lock (_sync)
        {
            return --_streams == 0;
        }
    }

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A connection to speak on: the one that is open, or another one where it has ended.</summary>
    public ListenConnection<TMessage> Attach(IListener<TMessage> listener)
    {
        while (true)
        {
            ListenConnection<TMessage> connection;
            lock (_sync)
            {
                connection = Current();
            }

            if (connection.TryAttach(listener))
            {
                return connection;
            }
        }
    }

    private ListenConnection<TMessage> Current()
    {
        if (_connection?.IsUsable != true)
        {
            _connection = new(service, address, protocol, Reopen);
        }

        return _connection;
    }

    /// <summary>Lost between utterances: the next one should find it open.</summary>
    private void Reopen(ListenConnection<TMessage> lost)
    {
        lock (_sync)
        {
            var lived = lost.OpenedAt is { } opened && service.Time.GetElapsedTime(opened) >= WorthReopening;
            if (_streams > 0 && _connection == lost && lived)
            {
                Current();
            }
        }
    }
}
