using LocalVoice.Models;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition.Reference;

/// <summary>A settings file as the server would read it, without the environment and without a start.</summary>
public static class SettingsFile
{
    // Thrown for a value of the wrong type; what it says is among the problems already.
    private const string ConfigurationBinder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>
    /// What is wrong in it, a sentence each, naming key, value and what is allowed: unknown keys, with the nearest known one, and wrong
    /// values. Empty: nothing. Files that it names are looked up in its folder first; models need not be here, but known.
    /// </summary>
    /// <param name="path">A JSON file, comments and trailing commas allowed.</param>
    /// <exception cref="InvalidDataException">It is no JSON object, or has a key twice.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<string> Check(string path)
    {
        var file = Path.GetFullPath(path);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Configuration.AddJsonFile(file, optional: false, reloadOnChange: false);
        ResolvePaths(builder.Configuration, Path.GetDirectoryName(file)!);
        List<string> problems = [.. UnknownKeys(File.ReadAllBytes(file))];
        return [.. problems.Concat(Invalid(builder, known: problems.Count > 0)).Distinct()];
    }

    /// <summary>Keys that are no settings, and values on sections or of another type, a sentence each.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object, or has a key twice.</exception>
    internal static IEnumerable<string> UnknownKeys(byte[] json)
    {
        var alone = new ConfigurationBuilder().AddJsonStream(new MemoryStream(json)).Build();
        return
        [
            .. alone.GetChildren().Select(section => section.Key).Where(key => !TopLevelSettings.Knows(key)).Select(Unknown),
            .. UnknownSettings.Problems(alone, SettingsSchema.Root),
        ];
    }

    private static string Unknown(string key)
    {
        var nearest = TopLevelSettings.Known.MinBy(known => EditDistance.Between(known, key))!;
        return EditDistance.Between(nearest, key) <= 2
            ? $"{key} is no setting; did you mean {nearest}?"
            : $"{key} is no setting; at the top level there are {string.Join(", ", TopLevelSettings.Known)}.";
    }

    /// <param name="known">Whether problems are known already, of which binding may complain again.</param>
    private static IEnumerable<string> Invalid(WebApplicationBuilder builder, bool known)
    {
        try
        {
            VoiceServer.AddComposition(builder);
            using var app = builder.Build();
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return wrong.Failures;
        }
        catch (AggregateException several)
        {
            return several
                .Flatten()
                .InnerExceptions.SelectMany(inner => inner is OptionsValidationException o ? o.Failures : [inner.Message]);
        }
        catch (ModelException unknown)
        {
            return [unknown.Message];
        }
        catch (InvalidOperationException wrong) when (wrong.Source == ConfigurationBinder)
        {
            return known ? [] : [wrong.Message];
        }
    }

    /// <summary>The server looks relative paths up in its working directory, where its settings file is.</summary>
    private static void ResolvePaths(ConfigurationManager configuration, string folder) =>
        configuration.AddInMemoryCollection(
            configuration
                .GetSection(LocalVoiceOptions.Section)
                .AsEnumerable()
                .Where(setting => setting.Value is { Length: > 0 } value && IsPath(setting.Key) && File.Exists(Path.Combine(folder, value)))
                .ToDictionary(setting => setting.Key, setting => (string?)Path.Combine(folder, setting.Value!))
        );

    private static bool IsPath(string key) =>
        key.EndsWith("File", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("Path", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith($"{LocalVoiceOptions.Section}:{nameof(FileSettings.Lexicons)}:", StringComparison.OrdinalIgnoreCase);
}
