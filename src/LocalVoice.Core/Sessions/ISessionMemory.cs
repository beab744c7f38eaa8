namespace LocalVoice.Core.Sessions;

/// <summary>What a client may make the process hold for its session. Counted, not measured. Thread-safe.</summary>
public interface ISessionMemory
{
    /// <returns>False when the session's or the process's limit would be exceeded; nothing was taken then.</returns>
    bool TryTake(long bytes);

    /// <param name="bytes">Taken before.</param>
    void GiveBack(long bytes);
}
