namespace LocalVoice.Core.Pipeline;

/// <summary>
/// Capacities of every channel of a session. A capacity is a latency budget: an item is delayed by what waits ahead
/// of it. Unless a source is given, values were chosen by trial, not measured.
/// </summary>
internal static class PipelineLimits
{
    /// <summary>Audio frames (128 × 20 ms = 2.5 s) and commands waiting for the session's loop; a full inbox blocks the sender.</summary>
    public const int Inbox = 128;

    /// <summary>Events waiting for the client's connection; a client that does not read blocks its own session only.</summary>
    public const int Events = 512;

    /// <summary>Responses beside the conversation at once, per session.</summary>
    public const int OutOfBandResponses = 4;

    /// <summary>Servers of tools that a session is connected with; another takes the place of the oldest.</summary>
    public const int ToolServers = 16;

    /// <summary>Calls of other servers' tools that run at once, per session; more wait.</summary>
    public const int RemoteCalls = 4;

    /// <summary>Responses in a row that follow calls of other servers' tools; the last of them calls none.</summary>
    public const int ToolRounds = 8;

    /// <summary>Requests for a response that wait for the tools of servers, or for words of the conversation.</summary>
    public const int WaitingRequests = 4;

    /// <summary>Text deltas between the language model and the clause splitter.</summary>
    public const int ResponseText = 32;

    /// <summary>Clauses between the splitter and the synthesizer: one is being synthesised while two wait.</summary>
    public const int Clauses = 2;

    /// <summary>Audio chunks between the synthesizer and playback; a chunk is at most one clause.</summary>
    public const int Speech = 8;

    /// <summary>How far sent audio may run ahead of playback, for clients that report it (protocol: 300 ms).</summary>
    public static readonly TimeSpan PlaybackLead = TimeSpan.FromMilliseconds(300);

    /// <summary>Once the lead is reached, room for so much audio is waited for, and filled at once: four frames.</summary>
    public static readonly TimeSpan PlaybackRefill = TimeSpan.FromMilliseconds(80);

    /// <summary>Length of an audio event (protocol: at most 20 ms).</summary>
    public static readonly TimeSpan OutputFrame = TimeSpan.FromMilliseconds(20);
}
