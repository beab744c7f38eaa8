using System.Collections.Concurrent;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Testing.Fakes;

/// <summary>Keeps what it is told. Thread-safe.</summary>
public sealed class FakeSessionObserver(bool keepsAudio = false) : ISessionObserver
{
    private readonly ConcurrentQueue<object> _told = new();

    public bool KeepsAudio => keepsAudio;

    /// <summary>Everything in order: the session's id, events, items that were heard with their samples, and the end.</summary>
    public IReadOnlyList<object> All => [.. _told];

    public IReadOnlyList<T> Of<T>() => [.. _told.OfType<T>()];

    public void Opened(string sessionId, SessionSettings settings) => _told.Enqueue(sessionId);

    public void Told(SessionEvent happened) => _told.Enqueue(happened);

    public void Heard(string itemId, ReadOnlyMemory<short> speech) => _told.Enqueue((itemId, speech.Length));

    public void Ended() => _told.Enqueue(Over);

    /// <summary>Stands for the end.</summary>
    public static object Over { get; } = new();
}
