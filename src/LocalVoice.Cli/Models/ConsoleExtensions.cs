using System.Globalization;
using Spectre.Console;

namespace LocalVoice.Cli.Models;

internal static class ConsoleExtensions
{
    /// <summary>Writes a line without markup or wrapping, so that addresses and hashes can be copied.</summary>
    public static void WriteUnwrapped(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    public static string Grouped(this long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}
