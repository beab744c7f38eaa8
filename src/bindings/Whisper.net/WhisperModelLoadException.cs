namespace Whisper.net;

/// <summary>A model or the native library could not be loaded.</summary>
public class WhisperModelLoadException(string message) : Exception(message);
