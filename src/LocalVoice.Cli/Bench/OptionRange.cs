using System.CommandLine;

namespace LocalVoice.Cli.Bench;

internal static class OptionRange
{
    /// <summary>Makes a value out of range an error that names the option, the value and the range.</summary>
    public static void RequireRange(this Option<int> option, int least, int most) =>
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            {
                result.AddError($"{option.Name} is {value}; it must be {least}…{most}.");
            }
        });

    /// <summary>As for one value: every value out of range is an error.</summary>
    public static void RequireRange(this Option<int[]> option, int least, int most) =>
        option.Validators.Add(result =>
        {
            foreach (var value in (result.GetValueOrDefault<int[]>() ?? []).Where(value => value < least || value > most))
            {
                result.AddError($"{option.Name} is {value}; it must be {least}…{most}.");
            }
        });
}
