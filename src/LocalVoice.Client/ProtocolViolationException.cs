namespace LocalVoice.Client;

/// <summary>The server violated the protocol.</summary>
internal sealed class ProtocolViolationException(string message) : Exception(message);
