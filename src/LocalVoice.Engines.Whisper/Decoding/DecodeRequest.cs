namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>How to decode.</summary>
/// <param name="Language">A code of the model, or <see cref="LanguageCodes.Auto"/>.</param>
/// <param name="Prompt">Vocabulary to expect; empty for none.</param>
/// <param name="Threads">At least 1.</param>
internal sealed record DecodeRequest(string Language, string Prompt, int Threads);
