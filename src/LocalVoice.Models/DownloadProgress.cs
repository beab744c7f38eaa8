namespace LocalVoice.Models;

/// <summary>How far a download is.</summary>
/// <param name="Bytes">On disk, those of earlier runs included; goes back to 0 when the server makes us begin again.</param>
public readonly record struct DownloadProgress(ModelEntry Model, long Bytes);
