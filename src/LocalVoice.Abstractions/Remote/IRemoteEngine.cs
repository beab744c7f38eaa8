using LocalVoice.Engines;

namespace LocalVoice.Remote;

/// <summary>
/// An engine that another machine runs. Its <see cref="EngineInfo.Device"/> is <c>cloud</c>, or <c>site</c> for a server of
/// one's own.
/// </summary>
public interface IRemoteEngine : IEngine
{
    /// <summary>Where it is reached.</summary>
    Uri Address { get; }

    /// <summary>
    /// Opens a connection ahead of need, for a session that begins. Best effort: never throws, costs nothing while one is warm.
    /// <see cref="IEngine.WarmUpAsync"/> does not reach out: a server starts without its network.
    /// </summary>
    ValueTask PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Reaches the service with the key that is configured, at the least cost there is.</summary>
    /// <returns>The time of one round trip on a connection that is open.</returns>
    /// <exception cref="BackendException">It cannot be used; says why.</exception>
    Task<TimeSpan> CheckAsync(CancellationToken cancellationToken);
}
