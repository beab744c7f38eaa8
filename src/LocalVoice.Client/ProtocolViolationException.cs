namespace LocalVoice.Client;

/// <summary>The server sent what the protocol does not allow.</summary>
internal sealed class ProtocolViolationException(string message) : Exception(message);
