using LocalVoice.Audio;
using LocalVoice.Core.Turns;
using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Bench.Turns.Replay;

/// <summary>Decides recorded pauses in virtual time: what is known when, and which silence that requires.</summary>
public sealed class PolicyReplay(IEndpointingPolicy policy, DecodeCharge charge)
{
    /// <summary>
    /// Position at which the turn ends, in samples; null when the speaker goes on before. A turn without a transcript does not
    /// end: there would be nothing to answer. Evidence that comes later can still end it sooner, or put it off.
    /// </summary>
    public long? Decide(PauseCandidate candidate, string language)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var pause = candidate.Pause;
        var known = Evidence(candidate, language);
        for (var i = 0; i < known.Count; i++)
        {
            var required = policy.RequiredSilence(known[i].Evidence);
            var quietAt = pause.LastVoiced + Samples(required);
            var at = Math.Min(
                FirstQuiet(pause, Math.Max(known[i].At, quietAt)),
                Math.Max(known[i].At, quietAt + Samples(ScannedPause.DetectorTimeout))
            );
            if (at >= (pause.ResumedAt ?? long.MaxValue))
            {
                // Later evidence is later still, unless it requires less.
                at = long.MaxValue;
            }

            if (at < long.MaxValue && (i == known.Count - 1 || at < known[i + 1].At))
            {
                return at;
            }
        }

        return null;
    }

    private List<(long At, EndpointingEvidence Evidence)> Evidence(PauseCandidate candidate, string language)
    {
        var transcriptAt = candidate.Pause.At + Samples(charge.Of(candidate.Transcript.Audio));
        var soundAt = candidate.SoundEnd is { } sound ? candidate.Pause.At + Samples(sound) : (long?)null;
        var messageAt = candidate.MessageEnd is { } message ? transcriptAt + Samples(message) : (long?)null;
        long?[] times = [transcriptAt, soundAt > transcriptAt ? soundAt : null, messageAt];
        return
        [
            .. times
                .OfType<long>()
                .Distinct()
                .Order()
                .Select(at =>
                    (
                        at,
                        new EndpointingEvidence(candidate.Transcript.Text, language)
                        {
                            SoundEnd = soundAt <= at ? candidate.SoundEnd?.Probability : null,
                            MessageEnd = messageAt <= at ? candidate.MessageEnd?.Probability : null,
                        }
                    )
                ),
        ];
    }

    private static long FirstQuiet(ScannedPause pause, long from)
    {
        foreach (var quiet in pause.Quiet)
        {
            if (from < (quiet.Until ?? long.MaxValue))
            {
                return Math.Max(from, quiet.From);
            }
        }

        return long.MaxValue;
    }

    private static long Samples(TimeSpan duration) => AudioFormat.Recognition.SamplesIn(duration);

    private static long Samples(Judgement judgement) => Samples(TimeSpan.FromMilliseconds(judgement.Milliseconds));
}
