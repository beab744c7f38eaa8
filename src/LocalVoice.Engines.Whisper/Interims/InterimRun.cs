using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Engines.Whisper.Scheduling;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>What an interim decode takes with it: the utterance as it was when it began.</summary>
/// <param name="Permit">To decode; the run disposes it.</param>
/// <param name="Audio">A copy; the run disposes it.</param>
/// <param name="Revision">Of the utterance.</param>
/// <param name="CompleteChunks">Text of the 30 s chunks that earlier interims have decoded.</param>
internal sealed record InterimRun(
    DecodePermit Permit,
    RentedAudio Audio,
    string Language,
    int Revision,
    IReadOnlyList<string> CompleteChunks
);
