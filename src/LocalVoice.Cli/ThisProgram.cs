using System.Diagnostics;

namespace LocalVoice.Cli;

/// <summary>This program's own command line, for a verb that runs in a process of its own.</summary>
internal static class ThisProgram
{
    private static readonly bool IsPublished =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "localvoice";

    /// <summary>The program, or the runtime that runs it.</summary>
    public static string FileName => IsPublished ? Environment.ProcessPath! : "dotnet";

    public static string[] Arguments(string verb) => IsPublished ? [verb] : [typeof(ThisProgram).Assembly.Location, verb];

    /// <summary>How to start a verb whose output is read.</summary>
    public static ProcessStartInfo Start(string verb, params IEnumerable<string> arguments) =>
        new(FileName, [.. Arguments(verb), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
}
