namespace LocalVoice.Engines;

/// <summary>A shared, thread-safe engine behind one stage. It outlives every session.</summary>
public interface IEngine
{
    EngineInfo Info { get; }

    /// <summary>Does one unit of real work, so that the first user does not pay for first-time set-up.</summary>
    /// <exception cref="EngineException">The engine cannot work.</exception>
    ValueTask WarmUpAsync(CancellationToken cancellationToken);
}
