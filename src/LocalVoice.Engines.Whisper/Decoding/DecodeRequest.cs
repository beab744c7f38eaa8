using LocalVoice.Engines.Whisper.Scheduling;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>Parameters of a decode.</summary>
/// <param name="Language">A language code of the model, or <see cref="LanguageTag.Detected"/>.</param>
/// <param name="Prompt">Vocabulary that biases the decode, and what was said before; empty for none.</param>
/// <param name="Threads">At least 1.</param>
/// <param name="NativeThreads">The threads on which it will run; null: nobody slows them down.</param>
internal sealed record DecodeRequest(string Language, string Prompt, int Threads, DecodeThreads? NativeThreads = null);
