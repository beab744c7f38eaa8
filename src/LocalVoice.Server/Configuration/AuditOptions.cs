using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// What is kept of who connected, and of what an operator changed or asked. Never words or audio. By default nothing is kept.
/// </summary>
public sealed class AuditOptions
{
    /// <summary>
    /// The file to which each record is appended, as one line of JSON; made readable to its owner only. Opened anew for each
    /// batch, so that whoever rotates it needs to tell nobody. One server per file. Empty, the default: none.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>Whether the records go to the log too, as category <c>LocalVoice.Audit</c> at Information. Default false.</summary>
    public bool Log { get; set; }

    /// <summary>
    /// Records that wait to be written, 16…1000000; more are counted as lost, and none delays a call. Default 4096, chosen, not
    /// measured.
    /// </summary>
    [Within(16, 1_000_000)]
    public int Queue { get; set; } = 4096;
}
