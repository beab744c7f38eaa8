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

    /// <summary>
    /// Everything the client must be told, in order. Bounded: a client that does not read stalls its own session only.
    /// Completes when the session is over; with an exception when it failed.
    /// </summary>
    ChannelReader<SessionEvent> Events { get; }

    /// <summary>
    /// The user's audio in the session's input format. Copied. Waits while the session is more than its input budget
    /// behind. Dropped when the session is over.
    /// </summary>
    /// <param name="encoded">Whole samples only.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the sample size.</exception>
    ValueTask AppendAudioAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken);

    /// <summary>Asks something of the session. Dropped when the session is over.</summary>
    ValueTask SendAsync(SessionCommand command, CancellationToken cancellationToken);
}

/// <summary>Opens sessions on the engines of this process.</summary>
public interface IVoiceSessionFactory
{
    /// <summary>The session runs until it is disposed, which stops everything of it within 100 ms.</summary>
    IVoiceSession Open(SessionSettings settings);
}
