using System.Globalization;

namespace LocalVoice.Cli;

/// <summary>The table of exit codes, as <c>--help</c> shows it.</summary>
internal static class ExitCodes
{
    public static IReadOnlyList<(ExitCode Code, string Meaning)> All { get; } =
    [
        (ExitCode.Success, "done"),
        (ExitCode.Failed, "done, with a negative result: no answer, a wrong transcript, a damaged model, a refusal by the server"),
        (ExitCode.BadInput, "the command line, a setting or a file that it names is wrong"),
        (ExitCode.Unavailable, "a server, model, program or library that is needed is not there, or the server has no room"),
        (ExitCode.Fault, "a fault of LocalVoice itself"),
        (ExitCode.Cancelled, "stopped by the user (Ctrl+C), or not confirmed"),
    ];

    public static IEnumerable<string> Lines() =>
        ["Exit codes:", .. All.Select(row => string.Create(CultureInfo.InvariantCulture, $"  {(int)row.Code, -5}{row.Meaning}"))];
}
