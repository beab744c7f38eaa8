namespace LocalVoice.WebRtc.Transport;

/// <summary>A connection cannot be made, or not kept; the message says why, for people.</summary>
public sealed class TransportException(string message, Exception? cause = null) : Exception(message, cause);
