using LocalVoice.Audio;
using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Bench.Turns.Replay;

/// <summary>What a policy did in a labelled silence.</summary>
/// <param name="Delay">Last voiced sample → end of the turn; null when it did not end.</param>
public sealed record SilenceOutcome(LabelledClip Clip, LabelledSilence Silence, TimeSpan? Delay)
{
    /// <summary>Whether the silence is the end of what was said.</summary>
    public bool IsEnd => Silence.Kind is null;

    /// <summary>Every labelled silence of the clips, each as if the policy had not decided before.</summary>
    public static IReadOnlyList<SilenceOutcome> Of(IReadOnlyList<ReplayedClip> clips, IEndpointingPolicy policy, DecodeCharge charge)
    {
        ArgumentNullException.ThrowIfNull(clips);
        var replay = new PolicyReplay(policy, charge);
        return [.. clips.SelectMany(clip => clip.Clip.Silences.Select(silence => Of(clip, silence, replay)))];
    }

    private static SilenceOutcome Of(ReplayedClip clip, LabelledSilence silence, PolicyReplay replay)
    {
        var decided = clip
            .Candidates.Where(candidate => candidate.Label == silence)
            .Select(candidate => replay.Decide(candidate, clip.Clip.Language))
            .FirstOrDefault(at => at is not null);
        return new(clip.Clip, silence, decided is { } position ? AudioFormat.Recognition.DurationOf(position - silence.LastVoiced) : null);
    }
}
