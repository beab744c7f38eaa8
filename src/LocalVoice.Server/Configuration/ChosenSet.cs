using LocalVoice.Models;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// The setting <c>LocalVoice:Models:Set</c>: a set of the manifest takes the place of the default models. Whatever the
/// operator sets for a stage still comes first.
/// </summary>
internal static class ChosenSet
{
    public const string Key = "LocalVoice:Models:Set";
    public const string FolderKey = "LocalVoice:Models:Folder";

    private const string Engines = "LocalVoice:Engines";
    private const string Voices = Engines + ":Tts:DefaultVoices";

    /// <summary>Replaces the models among the default settings by those of the set, if one is named.</summary>
    /// <exception cref="OptionsValidationException">The set is unknown.</exception>
    /// <exception cref="ModelException">There is no valid manifest.</exception>
    public static void Apply(IConfiguration configuration, Dictionary<string, string?> defaults)
    {
        if (configuration[Key] is not { Length: > 0 } name)
        {
            return;
        }

        var manifest = ModelStore.Open(configuration[FolderKey]).Manifest;
        if (!manifest.Sets.TryGetValue(name, out var set))
        {
            throw new OptionsValidationException(
                Key,
                typeof(LocalVoiceOptions),
                [$"{Key} is '{name}'; it must be one of {string.Join(", ", manifest.Sets.Keys)} ({manifest.Path})."]
            );
        }

        foreach (var voice in defaults.Keys.Where(key => key.StartsWith(Voices, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            defaults.Remove(voice);
        }

        foreach (var (key, value) in Settings(set, manifest))
        {
            defaults[key] = value;
        }
    }

    /// <summary>The section, below the engines', of a model's purpose.</summary>
    private static string SectionOf(string purpose) => purpose == "turn" ? "SmartTurn" : purpose;

    private static IEnumerable<(string Key, string Value)> Settings(ModelSet set, ModelManifest manifest)
    {
        var voices = 0;
        foreach (var model in set.Models.Select(manifest.Find))
        {
            if (model.Purpose != "tts")
            {
                yield return ($"{Engines}:{SectionOf(model.Purpose)}:Model", model.Id);
                continue;
            }

            var voice = $"{Voices}:{voices++}";
            yield return ($"{voice}:Name", model.Voice ?? model.Id);
            yield return ($"{voice}:Model", model.Id);
            for (var i = 0; i < model.Language.Count; i++)
            {
                yield return ($"{voice}:Languages:{i}", model.Language[i]);
            }
        }

        foreach (var (key, value) in set.Settings)
        {
            yield return ($"{Engines}:{key}", value);
        }
    }
}
