using LocalVoice.Bench.Turns.Script;

namespace LocalVoice.Bench.Turns.Labelled;

/// <summary>A recording of one utterance in which every silence that counts is known.</summary>
/// <param name="Name">Unique within a set.</param>
/// <param name="Samples">16 kHz, −1…1, with silence at both ends.</param>
/// <param name="Silences">In order; the last is the end.</param>
public sealed record LabelledClip(
    string Name,
    string Language,
    string Speaker,
    string Noise,
    string Text,
    ReadOnlyMemory<float> Samples,
    IReadOnlyList<LabelledSilence> Silences
);

/// <summary>A pause inside, or the end. By energy in the clean recording (10 ms frames, −45 dBFS), in samples at 16 kHz.</summary>
/// <param name="LastVoiced">Position after the last voiced sample.</param>
/// <param name="Resumes">Position of the next voiced sample; null at the end.</param>
/// <param name="Kind">Of a pause inside; null at the end.</param>
/// <param name="NominalMs">Length that was asked for; 0 at the end.</param>
public sealed record LabelledSilence(long LastVoiced, long? Resumes, PauseKind? Kind, int NominalMs);
