namespace Whisper.net;

/// <summary>The native decode failed.</summary>
/// <param name="errorCode">What <c>whisper_full_with_state</c> returned.</param>
public class WhisperProcessingException(int errorCode) : Exception($"whisper.cpp could not decode: error {errorCode}.")
{
    public int ErrorCode { get; } = errorCode;
}
