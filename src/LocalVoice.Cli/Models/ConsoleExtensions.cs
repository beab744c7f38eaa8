using System.Globalization;
using LocalVoice.Cli.Output;
using Spectre.Console;

namespace LocalVoice.Cli.Models;

internal static class ConsoleExtensions
{
    /// <summary>
    /// Writes a line without markup or wrapping, so that addresses and hashes can be copied; control characters are
    /// shown, not sent.
    /// </summary>
    public static void WriteUnwrapped(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(Printable.Line(line));

    /// <summary>Writes a JSON document, whose encoder has escaped control characters.</summary>
    public static void WriteJson(this IAnsiConsole console, string json) => console.Profile.Out.Writer.WriteLine(json);

    public static string Grouped(this long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}
