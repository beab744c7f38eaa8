using LocalVoice.Audio;

namespace LocalVoice.Bench.Turns.Replay;

/// <summary>A pause as a line of JSON. Times are ms from the last voiced sample that the session found.</summary>
/// <param name="Label"><c>end</c>, <c>cued</c>, <c>uncued</c>; <c>speech</c> for a pause that nobody made.</param>
/// <param name="PauseMs">Length of an inner pause; null at the end and within speech.</param>
/// <param name="LastVoicedAtMs">Position in the clip.</param>
/// <param name="LabelOffsetMs">The session's last voiced sample − the label's.</param>
/// <param name="CandidateMs">When the work on the response starts.</param>
/// <param name="QuietMs">When the detector hears no speech; null: not in this pause.</param>
/// <param name="ResumedMs">When the session hears that the speaker goes on; null: never.</param>
/// <param name="TranscriptMs">When the transcript is at hand: by this decode's own time.</param>
public sealed record CandidateLine(
    string Clip,
    string Language,
    string Speaker,
    string Noise,
    string Text,
    string Label,
    int? PauseMs,
    double LastVoicedAtMs,
    double? LabelOffsetMs,
    double CandidateMs,
    double? QuietMs,
    double? ResumedMs,
    double TranscriptMs,
    string Transcript,
    double AudioMs,
    double DecodeMs,
    double? MessageEnd,
    double? SoundEnd
)
{
    public static IEnumerable<CandidateLine> Of(ReplayedClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return clip.Candidates.Select(candidate => Of(clip, candidate));
    }

    private static CandidateLine Of(ReplayedClip clip, PauseCandidate candidate)
    {
        var pause = candidate.Pause;
        var label = candidate.Label;
        var decode = candidate.Transcript;
        return new(
            clip.Clip.Name,
            clip.Clip.Language,
            clip.Clip.Speaker,
            clip.Clip.Noise,
            clip.Clip.Text,
            label is null ? "speech" : label.Kind?.ToString().ToLowerInvariant() ?? "end",
            label?.NominalMs is > 0 and { } length ? length : null,
            Ms(pause.LastVoiced),
            label is null ? null : Ms(pause.LastVoiced - label.LastVoiced),
            Ms(pause.At - pause.LastVoiced),
            pause.Quiet.Count > 0 ? Ms(pause.Quiet[0].From - pause.LastVoiced) : null,
            pause.ResumedAt is { } resumed ? Ms(resumed - pause.LastVoiced) : null,
            Ms(pause.At - pause.LastVoiced) + decode.Milliseconds,
            decode.Text,
            decode.Audio.TotalMilliseconds,
            decode.Milliseconds,
            candidate.MessageEnd?.Probability,
            candidate.SoundEnd?.Probability
        );
    }

    private static double Ms(long samples) => Math.Round(AudioFormat.Recognition.DurationOf(samples).TotalMilliseconds, 1);
}
