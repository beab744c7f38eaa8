using LocalVoice.Audio;
using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Core.Turns;

namespace LocalVoice.Bench.Turns.Replay;

/// <summary>Asks the language model whether a message ends; null when it cannot tell.</summary>
/// <param name="transcript">The words so far.</param>
public delegate ValueTask<Judgement?> JudgeMessage(string transcript, string language, CancellationToken cancellationToken);

/// <summary>Asks a model of the sound whether the speaker has finished; null when it cannot tell.</summary>
/// <param name="samples">The utterance so far, at 16 kHz.</param>
public delegate ValueTask<Judgement?> JudgeSound(ReadOnlyMemory<float> samples, CancellationToken cancellationToken);

/// <summary>Collects once, for every pause of a clip, whatever policies may decide by.</summary>
public sealed class CandidateRecorder(PauseScan scan, TranscriptStore transcripts)
{
    // No policy waits less: a pause within speech that is shorter says nothing, and to decode it takes half of the time.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(120);

    /// <summary>Null: no language model is asked.</summary>
    public JudgeMessage? MessageEnd { get; init; }

    /// <summary>Null: no model of the sound is asked.</summary>
    public JudgeSound? SoundEnd { get; init; }

    /// <exception cref="Engines.EngineException">A model failed.</exception>
    public async Task<ReplayedClip> RecordAsync(LabelledClip clip, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var candidates = new List<PauseCandidate>();
        foreach (var pause in scan.Of(clip.Samples.Span))
        {
            var label = LabelOf(pause, clip.Silences);
            if (label is null && pause.ResumedAt - pause.LastVoiced < AudioFormat.Recognition.SamplesIn(ShortestWait))
            {
                continue;
            }

            var heard = clip.Samples[(int)pause.UtteranceStart..(int)Math.Min(pause.At, clip.Samples.Length)];
            var transcript = await transcripts.OfAsync(heard, clip.Language, cancellationToken);
            candidates.Add(
                new(pause, label, transcript)
                {
                    MessageEnd = MessageEnd is null ? null : await MessageEnd(transcript.Text, clip.Language, cancellationToken),
                    SoundEnd = SoundEnd is null ? null : await SoundEnd(heard, cancellationToken),
                }
            );
        }

        return new(clip, candidates);
    }

    /// <summary>The silence during which the pause is open; the first of several.</summary>
    internal static LabelledSilence? LabelOf(ScannedPause pause, IReadOnlyList<LabelledSilence> silences) =>
        silences.FirstOrDefault(silence =>
            pause.At < (silence.Resumes ?? long.MaxValue) && (pause.ResumedAt ?? long.MaxValue) > silence.LastVoiced
        );
}
