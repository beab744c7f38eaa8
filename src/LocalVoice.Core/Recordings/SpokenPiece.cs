using LocalVoice.Audio;

namespace LocalVoice.Core.Recordings;

/// <summary>A part of a recording in which somebody speaks.</summary>
/// <param name="Start">From the beginning of the recording.</param>
/// <param name="Samples">16 kHz mono, −1…1.</param>
public sealed record SpokenPiece(TimeSpan Start, ReadOnlyMemory<float> Samples)
{
    public TimeSpan End => Start + AudioFormat.Recognition.DurationOf(Samples.Length);
}
