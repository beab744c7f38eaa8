namespace LocalVoice.Server.Transport;

/// <summary>How much one connection may hold, all in one place.</summary>
internal static class TransportBudgets
{
    /// <summary>Events that wait for the socket. A client that reads more slowly stalls its own session.</summary>
    public const int WaitingEvents = 64;

    /// <summary>300 ms of binary frames.</summary>
    public const int WaitingFrames = 15;

    /// <summary>Largest binary message from a client: 64 KiB.</summary>
    public const int FrameBytes = 64 * 1024;

    /// <summary>The session takes a long append event in pieces of this size (even), so that it can hold the client back.</summary>
    public const int AppendBytes = 32 * 1024;

    /// <summary>How long the client may take to answer our close.</summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);
}
