using LocalVoice.Models;
using Microsoft.Extensions.Configuration;

namespace LocalVoice.Cli.Models;

/// <summary>
/// Whether the operator closed the air gap by hand. Where it is closed only because every stage is local, a download is the
/// operator's own act.
/// </summary>
internal static class AirGapSetting
{
    private const string Key = "LocalVoice:AirGapped";

    /// <exception cref="CliException">It is closed, by the settings file or the environment.</exception>
    public static void RefuseDownloads() => RefuseDownloads(OperatorSettings.Read());

    /// <exception cref="CliException">It is closed, or whether it is cannot be told.</exception>
    public static void RefuseDownloads(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } value)
        {
            return;
        }

        if (!bool.TryParse(value, out var closed))
        {
            throw new CliException($"{Key} is '{value}'; it must be true or false.", "", ExitCode.BadInput);
        }

        if (closed)
        {
            throw new CliException(
                $"{Key} is 'true': nothing is downloaded here.",
                "Fetch the models elsewhere and copy them, or change it.",
                ExitCode.BadInput
            );
        }
    }
}
