using System.Diagnostics.Metrics;
using LocalVoice.Core.Sessions;
using LocalVoice.Store.Databases;
using LocalVoice.Store.Keys;
using LocalVoice.Store.Recording;
using LocalVoice.Store.Redaction;
using LocalVoice.Store.Writing;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Store;

/// <summary>
/// The store of conversations in a server: observes sessions, writes beside them, and deletes what is too old. A store that is slow, or
/// not there, delays nobody.
/// </summary>
public sealed class ConversationStore : IAsyncDisposable
{
    private readonly IConversationDatabase _database;
    private readonly StoreQueue _queue;
    private readonly StoreWriter _writer;
    private readonly RetentionSweep _sweep;
    private readonly StoreSetup _setup;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _givingUp = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <param name="meters">Null for a meter of its own.</param>
    /// <exception cref="ArgumentException">The connection string is none.</exception>
    public ConversationStore(StoreSetup setup, TimeProvider time, ILogger<ConversationStore> logger, IMeterFactory? meters = null)
        : this(setup, Open(setup), time, logger, meters) { }

    internal ConversationStore(
        StoreSetup setup,
        IConversationDatabase database,
        TimeProvider time,
        ILogger<ConversationStore> logger,
        IMeterFactory? meters = null
    )
    {
        (_setup, _database, _time) = (setup, database, time);
        Health = new(meters);
        _queue = new(Health);
        _writer = new(database, _queue, setup.Keys, new(setup.Redact), Health, time, logger);
        _sweep = new(database, setup.Retention, time, logger);
    }

    internal StoreHealth Health { get; }

    /// <summary>How it does, in a word: <c>starting</c>, <c>ready</c>, <c>unreachable</c> or <c>refused</c>.</summary>
    public string State =>
        Health.State switch
        {
            StoreState.Starting => "starting",
            StoreState.Ready => "ready",
            StoreState.Unreachable => "unreachable",
            _ => "refused",
        };

    /// <summary>Records that wait to be stored.</summary>
    public int Queued => Health.Queued;

    /// <summary>Records that were stored since the start.</summary>
    public long Written => Health.Written;

    /// <summary>Records that were not stored since the start, and will not be.</summary>
    public long Lost => Health.Lost;

    /// <summary>What stores one session.</summary>
    /// <param name="caller">The name of the key that admitted it; empty for none.</param>
    /// <param name="channel">What carries it, such as <c>websocket</c>.</param>
    public ISessionObserver Observe(string caller, string channel) =>
        new ConversationRecorder(caller, channel, _setup.Audio, _queue, _time);

    /// <summary>Looks at the database, and begins to write. One that does not answer in time is tried again beside the server.</summary>
    /// <exception cref="StoreException">It is for another key, or a newer program; or its file cannot be used.</exception>
    public async Task StartAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await Task.Run(() => _writer.PrepareAsync(limit.Token), limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not StoreException && !cancellationToken.IsCancellationRequested)
        {
            if (_setup.Path is { } path)
            {
                throw new StoreException(
                    $"The database '{System.IO.Path.GetFullPath(path)}' cannot be used: {failure.Message.TrimEnd('.')}. Name a file in a "
                        + "folder that is there, has room and may be written to by this program.",
                    failure
                );
            }

            _writer.Note(failure);
        }

        _running = Task.WhenAll(
            Task.Run(() => _writer.RunAsync(_givingUp.Token), CancellationToken.None),
            Task.Run(() => _sweep.RunAsync(_stopping.Token), CancellationToken.None)
        );
    }

    /// <summary>Writes what waits, for as long as it may, and stops.</summary>
    /// <param name="patience">What is not written then is lost.</param>
    public async Task StopAsync(TimeSpan patience)
    {
        _queue.Complete();
        await _stopping.CancelAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(patience, _time);
        await using var registration = limit.Token.Register(_givingUp.Cancel).ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        _givingUp.Dispose();
        _stopping.Dispose();
    }

    internal static IConversationDatabase Open(StoreSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return setup.Path is { } path
            ? ConversationDatabases.Sqlite(path)
            : ConversationDatabases.Postgres(setup.Connection!, setup.Password);
    }
}
