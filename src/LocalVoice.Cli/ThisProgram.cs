using System.Diagnostics;
using System.Reflection;

namespace LocalVoice.Cli;

/// <summary>This program's own command line, for a verb that runs in a process of its own.</summary>
internal static class ThisProgram
{
    private const string Runtime = "dotnet";
    private static readonly Assembly Own = typeof(ThisProgram).Assembly;

    /// <summary>Null in a test's process, which is another program.</summary>
    private static readonly string? Running = Assembly.GetEntryAssembly() == Own ? Environment.ProcessPath : null;

    private static readonly bool NeedsRuntime = Running is null || Path.GetFileNameWithoutExtension(Running) == Runtime;

    public static string Version { get; } = Own.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>The program under whatever name, or the runtime that runs it.</summary>
    public static string FileName => Running ?? Runtime;

    public static string[] Arguments(string verb) => NeedsRuntime ? [Own.Location, verb] : [verb];

    /// <summary>How to start a verb whose output is read.</summary>
    public static ProcessStartInfo Start(string verb, params IEnumerable<string> arguments) =>
        new(FileName, [.. Arguments(verb), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
}
