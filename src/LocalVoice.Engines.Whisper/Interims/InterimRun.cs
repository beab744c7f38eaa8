using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Engines.Whisper.Scheduling;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>The inputs of an interim decode: a snapshot of the utterance at its start.</summary>
/// <param name="Permit">The decode permit; disposed by the run.</param>
/// <param name="Audio">The utterance so far.</param>
/// <param name="CompleteChunks">Texts of the chunks that earlier interims decoded.</param>
internal sealed record InterimRun(DecodePermit Permit, UtteranceAudio Audio, string Language, IReadOnlyList<string> CompleteChunks);
