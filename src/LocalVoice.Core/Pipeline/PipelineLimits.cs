namespace LocalVoice.Core.Pipeline;

/// <summary>
/// Capacities of every channel of a session. A capacity is a latency budget: what waits in a full channel is that much
/// older when it comes out.
/// </summary>
internal static class PipelineLimits
{
    /// <summary>Audio frames (20 ms: 2.5 s) and commands that wait for the session's loop; a client that sends faster waits.</summary>
    public const int Inbox = 128;

    /// <summary>Events that wait for the client's connection; a client that does not read stalls its own session.</summary>
    public const int Events = 512;

    /// <summary>Pieces of text between the language model and the clause splitter.</summary>
    public const int ResponseText = 32;

    /// <summary>Clauses between the splitter and the synthesizer: one is spoken while the next two wait.</summary>
    public const int Clauses = 2;

    /// <summary>Chunks of audio between the synthesizer and playback; a chunk is at most one clause.</summary>
    public const int Speech = 8;

    /// <summary>How far audio runs ahead of what the client plays, for clients that report it.</summary>
    public static readonly TimeSpan PlaybackLead = TimeSpan.FromMilliseconds(300);

    /// <summary>Length of an audio event.</summary>
    public static readonly TimeSpan OutputFrame = TimeSpan.FromMilliseconds(20);
}
