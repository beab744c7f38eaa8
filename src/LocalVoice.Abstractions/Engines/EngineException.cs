namespace LocalVoice.Engines;

/// <summary>
/// An engine could not start or work. The message names the problem, its location and a remedy; it is for the operator.
/// </summary>
public class EngineException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>An engine has more work waiting than it takes. The same request may succeed later.</summary>
public sealed class EngineOverloadedException(string message) : EngineException(message);

/// <summary>The request itself cannot be met. The message is for whoever made it: without paths and without others' words.</summary>
public sealed class RequestRefusedException(string message) : EngineException(message);
