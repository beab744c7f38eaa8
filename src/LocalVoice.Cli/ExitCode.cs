namespace LocalVoice.Cli;

/// <summary>Exit codes of the process, the same for every verb; <see cref="ExitCodes"/> has them in words.</summary>
internal enum ExitCode
{
    Success = 0,

    /// <summary>The verb ran with a negative result: no response, a wrong transcript ….</summary>
    Failed = 1,

    /// <summary>The command line, a setting or a file named on it is invalid.</summary>
    BadInput = 2,

    /// <summary>A required server, model, program or native library is not available.</summary>
    Unavailable = 3,

    /// <summary>A fault of this program (EX_SOFTWARE of sysexits.h).</summary>
    Fault = 70,

    /// <summary>Cancelled by the user (128 + SIGINT).</summary>
    Cancelled = 130,
}
