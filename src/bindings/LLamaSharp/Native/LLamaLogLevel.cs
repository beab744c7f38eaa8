namespace LLama.Native;

/// <summary>Severity of a native log line.</summary>
public enum LLamaLogLevel
{
    None = 0,
    Debug = 1,
    Info = 2,
    Warning = 3,
    Error = 4,

    /// <summary>Goes on with the line before.</summary>
    Continue = 5,
}
