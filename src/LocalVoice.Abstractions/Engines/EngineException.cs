namespace LocalVoice.Engines;

/// <summary>An engine could not start or do its work. The message names what, where, and what to do about it.</summary>
public sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner);
