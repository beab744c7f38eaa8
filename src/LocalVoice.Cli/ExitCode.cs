namespace LocalVoice.Cli;

/// <summary>What the process tells its caller.</summary>
internal enum ExitCode
{
    Success = 0,

    /// <summary>The verb ran, and the answer is no: nothing was answered, a sentence was heard wrongly ….</summary>
    Failed = 1,

    /// <summary>The command line or a file that it names is wrong.</summary>
    BadInput = 2,

    /// <summary>A server, model or native library that the verb needs is not there.</summary>
    Unavailable = 3,

    /// <summary>Stopped by the user (128 + SIGINT).</summary>
    Cancelled = 130,
}
