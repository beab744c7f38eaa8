namespace LocalVoice.Models;

/// <summary>Progress of a download.</summary>
/// <param name="Bytes">Bytes on disk, including earlier runs; back to 0 when the server forces a restart.</param>
public readonly record struct DownloadProgress(ModelEntry Model, long Bytes);
