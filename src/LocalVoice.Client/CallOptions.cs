using LocalVoice.Client.Audio;

namespace LocalVoice.Client;

/// <summary>Options of a call. Time-outs were chosen by trial, not measured.</summary>
public sealed record CallOptions
{
    /// <summary>Creates the framing of a connection.</summary>
    public Func<IClientFraming> Framing { get; init; } = () => new LocalVoiceFraming();

    /// <summary>For servers that do not take the subprotocol of <see cref="Framing"/>; null: only that one is offered.</summary>
    public Func<IClientFraming>? OtherFraming { get; init; }

    /// <summary>Bearer token, or null.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Opens the connection in place of the system's sockets; not disposed. Null: those.</summary>
    public HttpMessageInvoker? Connections { get; init; }

    public SessionRequest Session { get; init; } = new();

    /// <summary>Audio per message.</summary>
    public TimeSpan Chunk { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Sends no audio at all, as a client whose microphone is off; such a call says nothing.</summary>
    public bool Muted { get; init; }

    /// <summary>
    /// The room through which the microphone hears the agent's voice, at the framing's input rate; null: it does not.
    /// </summary>
    public EchoRoom? Echo { get; init; }

    /// <summary>
    /// Fills each chunk, −1…1 at the framing's input rate, with what a microphone captured; null: none, and silence is sent where nothing
    /// is said. In place of <see cref="Echo"/>.
    /// </summary>
    public Action<Memory<float>>? Microphone { get; init; }

    /// <summary>Receives every server message as it is processed; null for none.</summary>
    public Action<ServerMessage>? OnMessage { get; init; }

    /// <summary>Time-out for the server's next message after the utterance.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time-out for a timeline or transcript after the response has ended.</summary>
    public TimeSpan TimelineTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
