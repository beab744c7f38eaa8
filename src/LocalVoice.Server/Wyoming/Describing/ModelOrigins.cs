using LocalVoice.Models;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Wyoming.Describing;

/// <summary>Where models come from, as the manifest of models has it.</summary>
internal sealed class ModelOrigins(IConfiguration configuration)
{
    private readonly Lazy<IReadOnlyList<ModelEntry>> _known = new(() => Read(configuration[ChosenSet.FolderKey]));

    /// <param name="model">A model's file, or a voice's name.</param>
    /// <returns>Null for a model that the manifest does not have.</returns>
    public ModelEntry? Find(string engine, string model) =>
        _known.Value.FirstOrDefault(entry =>
            entry.Engine == engine
            && (entry.Voice?.Equals(model, StringComparison.OrdinalIgnoreCase) == true || Path.GetFileName(entry.File) == model)
        );

    private static IReadOnlyList<ModelEntry> Read(string? folder)
    {
        try
        {
            return ModelStore.Open(folder).Manifest.Models;
        }
        catch (ModelException)
        {
            // Whoever brings all models himself needs no manifest.
            return [];
        }
    }
}
