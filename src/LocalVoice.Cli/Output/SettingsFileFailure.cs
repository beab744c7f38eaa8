using System.Globalization;
using System.Text.Json;

namespace LocalVoice.Cli.Output;

/// <summary>Describes a settings file that cannot be read: it is no JSON, or has a key twice.</summary>
internal static class SettingsFileFailure
{
    /// <summary>One sentence with the file, and with the line and the reason where they are known.</summary>
    /// <param name="failure">Of .NET's configuration: its message names the file, its inner exceptions say why.</param>
    public static string Describe(InvalidDataException failure)
    {
        var why = failure.GetBaseException();
        var file = failure.Message.TrimEnd('.');
        return why switch
        {
            InvalidDataException => $"{file}.",
            JsonException { LineNumber: { } line } => string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: line {line + 1}: {WithoutPosition(why.Message)}."
            ),
            _ => $"{file}: {why.Message.TrimEnd('.')}.",
        };
    }

    /// <summary>The reader's message ends with the line, counted from 0, and may have two sentences.</summary>
    private static string WithoutPosition(string message)
    {
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (position < 0 ? message : message[..position]).TrimEnd('.').Replace(". Expected", "; expected", StringComparison.Ordinal);
    }
}
