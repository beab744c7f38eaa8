using LocalVoice.Engines.Deepgram.Connections;

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>The lines of all speakers. Thread-safe.</summary>
internal sealed class ListenLines<TMessage>(Service service, IListenProtocol<TMessage> protocol)
    where TMessage : class
{
    private readonly Lock _sync = new();
    private readonly Dictionary<(object Speaker, Uri Address), ListenLine<TMessage>> _lines = [];

    public bool AnyOpen
    {
        get
        {
            lock (_sync)
            {
                return _lines.Count > 0;
            }
        }
    }

    /// <summary>The speaker's line with these settings, held for one stream more; its connection is opened ahead.</summary>
    /// <param name="speaker">Null: a line of its own, which connects when there is something to say.</param>
    /// <param name="address">With the settings, which are a connection's.</param>
    public LineHold<TMessage> Hold(object? speaker, Uri address)
    {
        var key = (speaker ?? new object(), address);
        ListenLine<TMessage>? line;
        lock (_sync)
        {
            if (!_lines.TryGetValue(key, out line))
            {
                _lines.Add(key, line = new(service, address, protocol));
            }

            line.Hold();
        }

        if (speaker is not null)
        {
            line.Open();
        }

        return new(line, ReleaseAsync);

        async ValueTask ReleaseAsync()
        {
            bool last;
            lock (_sync)
            {
                last = line.Release();
                if (last)
                {
                    _lines.Remove(key);
                }
            }

            if (last)
            {
                await line.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}

/// <summary>A stream's share of a line.</summary>
internal sealed class LineHold<TMessage>(ListenLine<TMessage> line, Func<ValueTask> release) : IAsyncDisposable
    where TMessage : class
{
    private Func<ValueTask>? _release = release;

    /// <inheritdoc cref="ListenLine{TMessage}.Attach"/>
    public ListenConnection<TMessage> Attach(IListener<TMessage> listener) => line.Attach(listener);

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _release, null)?.Invoke() ?? ValueTask.CompletedTask;
}
