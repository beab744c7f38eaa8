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

    /// <exception cref="ModelException">It is closed.</exception>
    public static void RefuseDownloads()
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(Directory.GetCurrentDirectory())
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
        if (bool.TryParse(configuration[Key], out var closed) && closed)
        {
            throw new ModelException(
                $"{Key} is 'true': nothing is downloaded here. Fetch the models elsewhere and copy them, or change it."
            );
        }
    }
}
