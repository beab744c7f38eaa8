namespace LocalVoice.Models;

/// <summary>A model file is missing, wrong or cannot be fetched. The message names the file and the command that mends it.</summary>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner);
