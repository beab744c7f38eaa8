using System.Text.Json.Nodes;

namespace LocalVoice.Client;

/// <summary>
/// What carries a call to a realtime server: events both ways, the user's voice there and the agent's back. Messages are timestamped when
/// they come, and given in order to one reader; sending is thread-safe.
/// </summary>
public interface IRealtimeConnection : IAsyncDisposable
{
    /// <summary>What the connection's events and audio are like.</summary>
    IClientFraming Framing { get; }

    /// <summary>Payload of all that was sent so far.</summary>
    long BytesSent { get; }

    /// <summary>The next message; null on time-out.</summary>
    /// <exception cref="ClientException">The connection has ended.</exception>
    Task<ServerMessage?> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken);

    /// <exception cref="ClientException">The connection has ended.</exception>
    ValueTask SendAsync(JsonObject clientEvent, CancellationToken cancellationToken);

    /// <summary>Sends user audio: 16-bit mono at the framing's input rate.</summary>
    /// <exception cref="ClientException">The connection has ended.</exception>
    ValueTask SendAudioAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken);
}
