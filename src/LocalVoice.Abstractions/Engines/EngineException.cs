namespace LocalVoice.Engines;

/// <summary>An engine could not start or work. The message names the problem, its location and a remedy.</summary>
public sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner);
