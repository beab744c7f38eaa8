using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Aura;

/// <summary>Connections that wait for a request, by their settings: a voice is a connection's. Thread-safe.</summary>
internal sealed class SpeakPool : IDisposable
{
    private static readonly TimeSpan PruningPeriod = TimeSpan.FromSeconds(10);

    private readonly Lock _sync = new();
    private readonly List<(Uri Address, SpeakConnection Connection)> _idle = [];
    private readonly Service _service;
    private readonly DeepgramSynthesizerOptions _options;
    private readonly ITimer _pruning;
    private bool _disposed;

    public SpeakPool(Service service, DeepgramSynthesizerOptions options)
    {
        (_service, _options) = (service, options);
        _pruning = service.Time.CreateTimer(_ => Prune(), null, PruningPeriod, PruningPeriod);
    }

    /// <param name="characters">To be spoken.</param>
    /// <param name="fresh">Takes none that waits.</param>
    /// <exception cref="BackendException">None waits, and none opens.</exception>
    public async ValueTask<SpeakLease> LeaseAsync(Uri address, int characters, bool fresh, CancellationToken cancellationToken)
    {
        if (!fresh && TakeReady(address, characters) is { } ready)
        {
            return new(this, address, ready, wasWarm: true);
        }

        var opened = await SpeakConnection.OpenAsync(_service, address, cancellationToken).ConfigureAwait(false);
        return new(this, address, opened, wasWarm: false);
    }

    public bool HasReady(Uri address)
    {
        lock (_sync)
        {
            return _idle.Exists(idle => idle.Address == address && idle.Connection.IsReady(0));
        }
    }

    /// <summary>Keeps a connection on which nothing is under way, or closes it.</summary>
    public ValueTask ReturnAsync(Uri address, SpeakConnection connection)
    {
        connection.Touch();
        lock (_sync)
        {
            if (
                !_disposed
                && connection.IsOpen
                && connection.Age < _options.MaxAge
                && _idle.Count(idle => idle.Address == address) < _options.MaxIdle
            )
            {
                _idle.Add((address, connection));
                return ValueTask.CompletedTask;
            }
        }

        return connection.DisposeAsync();
    }

    public void Dispose()
    {
        lock (_sync)
        {
            _disposed = true;
        }

        _pruning.Dispose();
        Close(_ => true);
    }

    private SpeakConnection? TakeReady(Uri address, int characters)
    {
        lock (_sync)
        {
            var last = _idle.FindLastIndex(idle =>
                idle.Address == address && idle.Connection.IsReady(characters) && idle.Connection.Age < _options.MaxAge
            );
            if (last < 0)
            {
                return null;
            }

            var connection = _idle[last].Connection;
            _idle.RemoveAt(last);
            return connection;
        }
    }

    private void Prune() =>
        Close(connection => !connection.IsOpen || connection.Idle >= _options.IdleTimeout || connection.Age >= _options.MaxAge);

    /// <summary>Their farewells are nobody's to wait for.</summary>
    private void Close(Func<SpeakConnection, bool> which)
    {
        List<SpeakConnection> closed;
        lock (_sync)
        {
            closed = [.. _idle.Select(idle => idle.Connection).Where(which)];
            _idle.RemoveAll(idle => closed.Contains(idle.Connection));
        }

        foreach (var connection in closed)
        {
            _ = connection.DisposeAsync().AsTask();
        }
    }
}
