namespace LocalVoice.Engines;

/// <summary>An engine could not start or work. The message names the problem, its location and a remedy.</summary>
public class EngineException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>An engine has more work waiting than it takes. The same request may succeed later.</summary>
public sealed class EngineOverloadedException(string message) : EngineException(message);
