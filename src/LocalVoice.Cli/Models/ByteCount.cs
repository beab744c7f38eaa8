using System.Globalization;

namespace LocalVoice.Cli.Models;

internal static class ByteCount
{
    public static string Grouped(this long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}
