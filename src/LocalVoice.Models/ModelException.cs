namespace LocalVoice.Models;

/// <summary>
/// A model file is missing, invalid or cannot be downloaded. The message names the file and the command that repairs
/// it.
/// </summary>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether somebody named a model or a set that the manifest does not have. Default false.</summary>
    public bool IsUnknownName { get; init; }
}
