using System.Text.Json;
using LocalVoice.Core.Evidence;

namespace LocalVoice.Server.Calibration;

/// <summary>
/// Keeps what was measured of language models between starts, a small file each. Whatever fails here only costs the time of another
/// measurement.
/// </summary>
/// <param name="cacheFolder">Need not exist.</param>
internal sealed partial class KeptScales(string cacheFolder, ILogger<KeptScales> logger)
{
    private readonly string _folder = Path.Combine(cacheFolder, "message-end");

    /// <returns>False when nothing is kept, or nothing that can be read. The scale is null where the model tells nothing.</returns>
    public bool TryFind(ScaleKey key, out EvidenceScale? scale)
    {
        scale = null;
        try
        {
            if (!File.Exists(PathOf(key)))
            {
                return false;
            }

            scale = JsonSerializer.Deserialize<EvidenceScale?>(File.ReadAllText(PathOf(key)), JsonSerializerOptions.Web);
            return scale is null || (double.IsFinite(scale.Offset) && scale.Slope > 0);
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            Unusable(_folder, failure.Message);
            return false;
        }
    }

    /// <summary>Renamed into place: another process reads all of it or nothing.</summary>
    public void Keep(ScaleKey key, EvidenceScale? scale)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            var draft = $"{PathOf(key)}.{Guid.NewGuid():n}";
            File.WriteAllText(draft, JsonSerializer.Serialize(scale, JsonSerializerOptions.Web));
            File.Move(draft, PathOf(key), overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Unusable(_folder, failure.Message);
        }
    }

    private string PathOf(ScaleKey key) => Path.Combine(_folder, $"{key.Hash}.json");

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The cache {Folder} cannot be used ({Reason}): the language model is measured anew at every start. "
            + "LOCALVOICE_CACHE names another folder."
    )]
    private partial void Unusable(string folder, string reason);
}
