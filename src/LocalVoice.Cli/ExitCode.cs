namespace LocalVoice.Cli;

/// <summary>Exit codes of the process.</summary>
internal enum ExitCode
{
    Success = 0,

    /// <summary>The verb ran with a negative result: no response, a wrong transcript ….</summary>
    Failed = 1,

    /// <summary>The command line or a file named on it is invalid.</summary>
    BadInput = 2,

    /// <summary>A required server, model or native library is not available.</summary>
    Unavailable = 3,

    /// <summary>Cancelled by the user (128 + SIGINT).</summary>
    Cancelled = 130,
}
