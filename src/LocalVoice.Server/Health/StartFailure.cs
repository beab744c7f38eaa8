namespace LocalVoice.Server.Health;

/// <summary>Why a server that was starting stopped itself. Set once, by the composition. Thread-safe.</summary>
public sealed class StartFailure
{
    private volatile string? _reason;

    /// <summary>For the operator: paths included. Null unless the start has failed.</summary>
    public string? Reason => _reason;

    /// <summary>Whether a setting is wrong; false where an engine cannot work. To be read after <see cref="Reason"/>.</summary>
    public bool IsSetting { get; private set; }

    /// <summary>An engine cannot work.</summary>
    public void Report(string reason) => _reason = reason;

    /// <summary>A setting is wrong, which only a loaded engine could tell.</summary>
    /// <param name="reason">Names its key and value.</param>
    public void ReportSetting(string reason)
    {
        IsSetting = true;
        _reason = reason;
    }
}
