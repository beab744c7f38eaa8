namespace LocalVoice.Server.Health;

/// <summary>Why a server that was starting stopped itself. Set once, by the composition. Thread-safe.</summary>
public sealed class StartFailure
{
    private volatile string? _reason;

    /// <summary>For the operator: paths included. Null unless the start has failed.</summary>
    public string? Reason => _reason;

    public void Report(string reason) => _reason = reason;
}
