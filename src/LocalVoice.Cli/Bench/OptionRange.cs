using System.CommandLine;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench;

internal static class OptionRange
{
    /// <summary>Makes a value out of range an error that names the option, the value and the range.</summary>
    public static void RequireRange(this Option<int> option, int least, int most) =>
        option.Validators.Add(result =>
        {
            if (result.TryRead(out int value) && Violation(option.Name, value, least, most) is { } error)
            {
                result.AddError(error);
            }
        });

    /// <summary>That the value is out of range; null when it is not.</summary>
    public static string? Violation(string option, int value, int least, int most) =>
        value < least || value > most ? $"{option} is {value}; it must be {least}…{most}." : null;
}
