using System.CommandLine.Parsing;

namespace LocalVoice.Cli.Output;

/// <summary>Reads a value within a validator.</summary>
internal static class OptionValue
{
    /// <returns>False for a value of another type, which the parser itself tells.</returns>
    public static bool TryRead<T>(this OptionResult result, out T? value)
    {
        try
        {
            value = result.GetValueOrDefault<T>();
            return true;
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}
