namespace LocalVoice.Server.Transport;

/// <summary>Capacities of one connection. Those without a source were chosen by trial, not measured.</summary>
internal static class TransportBudgets
{
    /// <summary>Events waiting for the socket. A client that reads more slowly blocks its own session.</summary>
    public const int WaitingEvents = 64;

    /// <summary>Binary frames waiting for the socket: 300 ms, the protocol's limit ahead of playback.</summary>
    public const int WaitingFrames = 15;

    /// <summary>Largest binary message from a client: 64 KiB (protocol).</summary>
    public const int FrameBytes = 64 * 1024;

    /// <summary>
    /// Long append events are passed to the session in pieces of this even size, so that a full inbox blocks the
    /// client and holds 1 MiB.
    /// </summary>
    public const int AppendBytes = 8 * 1024;

    /// <summary>Largest event other than audio, which takes ten times its size to parse: 1 MiB.</summary>
    public const int CommandBytes = 1024 * 1024;

    /// <summary>
    /// Time for everything at the end of a connection: sending what is queued, our close frame, the client's. While the
    /// server drains also for sending one message, where that is shorter than the configured time.
    /// </summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Between the answer to the handshake and the first event. Both in one segment are read at once, and clients whose
    /// handlers are attached once the connection is open lose the event.
    /// </summary>
    public static readonly TimeSpan FirstEventPause = TimeSpan.FromMilliseconds(25);
}
