using LocalVoice.Store;

namespace LocalVoice.Server.Storage;

/// <summary>Starts the store before the engines load, and stops it after the last session has ended.</summary>
internal sealed class StoreHost(StoredSessions sessions) : IHostedService
{
    // A database that needs longer is tried again beside the server.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);

    // Within the host's own margin for what comes after the drain.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    /// <exception cref="StoreException">The key, or the file, is wrong.</exception>
    public Task StartAsync(CancellationToken cancellationToken) =>
        sessions.Store?.StartAsync(StartPatience, cancellationToken) ?? Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => sessions.Store?.StopAsync(StopPatience) ?? Task.CompletedTask;
}
