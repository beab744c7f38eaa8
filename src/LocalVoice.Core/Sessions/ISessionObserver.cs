namespace LocalVoice.Core.Sessions;

/// <summary>
/// Is told what happens in one session, whatever carries it: the events for the client, and what the client is not told. Never waits
/// and never throws. Thread-safe: stages tell from their own loops.
/// </summary>
public interface ISessionObserver
{
    /// <summary>Whether <see cref="Heard"/> is wanted. Constant; where it is false, no audio is kept for it.</summary>
    bool KeepsAudio { get; }

    /// <summary>The session begins. First, and once.</summary>
    /// <param name="sessionId">Its <see cref="IVoiceSession.Id"/>.</param>
    /// <param name="settings">As it begins; <see cref="SettingsUpdated"/> tells later ones.</param>
    void Opened(string sessionId, SessionSettings settings);

    /// <summary>
    /// An event, before the client gets it; <see cref="InputTranscribed"/> and <see cref="TurnMeasured"/> also where the client does not
    /// want them. A client that is gone gets none any more, but they are told.
    /// </summary>
    void Told(SessionEvent happened);

    /// <summary>What the user said as an item. Of a turn that goes on with another, all of it comes with the first.</summary>
    /// <param name="speech">16 kHz mono, pre-roll included. The receiver's own.</param>
    void Heard(string itemId, ReadOnlyMemory<short> speech);

    /// <summary>The session is over, whole or not. Last, and once.</summary>
    void Ended();
}
