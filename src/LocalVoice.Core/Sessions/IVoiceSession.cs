using System.Threading.Channels;

namespace LocalVoice.Core.Sessions;

/// <summary>
/// One conversation between a user and the agent: audio and commands in, events out. One loop owns its state.
/// Thread-safe for one producer and one consumer.
/// </summary>
public interface IVoiceSession : IAsyncDisposable
{
    /// <summary>Starts with <c>sess_</c>.</summary>
    string Id { get; }

    /// <summary>What the client makes the process hold for this session; its connection takes from it for messages.</summary>
    ISessionMemory Memory { get; }

    /// <summary>
    /// All events for the client, in order. Bounded: a client that does not read blocks its own session only.
    /// Completes when the session has ended; faults when it failed.
    /// </summary>
    ChannelReader<SessionEvent> Events { get; }

    /// <summary>
    /// Adds user audio in the input format in force after the commands sent before. The audio is copied. Waits while the
    /// inbox is full, and while audio comes much faster than it is spoken. Discarded after the session has ended.
    /// </summary>
    /// <param name="encoded">Half a sample at its end is kept for the next.</param>
    /// <param name="eventId">The client's id of its event, for an error about it; null for none.</param>
    ValueTask AppendAudioAsync(ReadOnlyMemory<byte> encoded, string? eventId, CancellationToken cancellationToken);

    /// <inheritdoc cref="AppendAudioAsync(ReadOnlyMemory{byte}, string?, CancellationToken)"/>
    ValueTask AppendAudioAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken) =>
        AppendAudioAsync(encoded, eventId: null, cancellationToken);

    /// <summary>Sends a command to the session. Discarded after the session has ended.</summary>
    ValueTask SendAsync(SessionCommand command, CancellationToken cancellationToken);

    /// <summary>
    /// Lets the session come to its end: what the user has said and what the agent says is finished and played, nothing
    /// new is begun, then <see cref="Events"/> completes. Audio is discarded from now on, and a response that the client
    /// requests fails. Returns when the session has been told; once is enough.
    /// </summary>
    ValueTask FinishAsync(CancellationToken cancellationToken);
}

/// <summary>Opens sessions on this process's engines.</summary>
public interface IVoiceSessionFactory
{
    /// <summary>The session runs until disposed; disposal stops all of its work within 100 ms.</summary>
    /// <param name="observer">Told what happens in this session; null for nobody.</param>
    /// <exception cref="Engines.EngineException">The recogniser does not know the settings' language.</exception>
    IVoiceSession Open(SessionSettings settings, ISessionObserver? observer = null);
}
