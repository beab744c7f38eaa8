namespace Whisper.net.Logger;

/// <summary>How serious a native message is.</summary>
public enum WhisperLogLevel
{
    None,
    Error,
    Warning,
    Info,

    /// <summary>Goes on with the message before.</summary>
    Cont,
    Debug,
}
