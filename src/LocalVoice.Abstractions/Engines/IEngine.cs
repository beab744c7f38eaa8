namespace LocalVoice.Engines;

/// <summary>A shared, thread-safe engine behind one stage. Outlives every session.</summary>
public interface IEngine
{
    EngineInfo Info { get; }

    /// <summary>Does one unit of real work, so that one-time set-up is not part of the first user's latency.</summary>
    /// <exception cref="EngineException">The engine cannot work.</exception>
    ValueTask WarmUpAsync(CancellationToken cancellationToken);
}
