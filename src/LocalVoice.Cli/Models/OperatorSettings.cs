using LocalVoice.Models;
using Microsoft.Extensions.Configuration;

namespace LocalVoice.Cli.Models;

/// <summary>The settings that the <c>models</c> verbs share with the server: <c>appsettings.json</c>, then the environment.</summary>
internal static class OperatorSettings
{
    private const string Folder = "LocalVoice:Models:Folder";

    /// <exception cref="InvalidDataException">The settings file cannot be read.</exception>
    public static IConfiguration Read() => Read(Directory.GetCurrentDirectory());

    /// <inheritdoc cref="Read()"/>
    public static IConfiguration Read(string folder) =>
        new ConfigurationBuilder().SetBasePath(folder).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();

    /// <exception cref="InvalidDataException">The settings file cannot be read.</exception>
    /// <exception cref="ModelException">There is no valid manifest.</exception>
    public static ModelStore OpenModels() => OpenModels(Read());

    /// <exception cref="ModelException">There is no valid manifest.</exception>
    public static ModelStore OpenModels(IConfiguration settings) => ModelStore.Open(settings[Folder]);
}
