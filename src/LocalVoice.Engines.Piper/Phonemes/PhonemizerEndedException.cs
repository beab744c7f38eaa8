namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>The phonemizer's process ended during a request, or was ended because it took too long.</summary>
/// <param name="message">What happened, as a verb: <c>ended with exit code 134</c>.</param>
internal sealed class PhonemizerEndedException(string message, Exception? inner = null) : Exception(message, inner);
