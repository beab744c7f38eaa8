using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;

namespace LocalVoice.Core.Turns;

/// <summary>Thresholds for the start, pauses and end of a user's turn.</summary>
public sealed record TurnOptions : IValidatableObject
{
    /// <summary>Probability at which speech starts, 0.05…0.95. Default 0.5, as in Silero VAD's own utilities.</summary>
    [Within(0.05, 0.95)]
    public double StartThreshold { get; init; } = 0.5;

    /// <summary>
    /// Probability below which speech stops; at most <see cref="StartThreshold"/>. Default 0.35: 0.15 below the
    /// start, as in Silero VAD's own utilities.
    /// </summary>
    public double StopThreshold { get; init; } = 0.35;

    /// <summary>
    /// Minimum speech before an utterance counts, 32…500 ms. Default 96 ms (three detector windows), chosen by trial,
    /// not measured.
    /// </summary>
    [Within("00:00:00.032", "00:00:00.5")]
    public TimeSpan MinimumSpeech { get; init; } = TimeSpan.FromMilliseconds(96);

    /// <summary>
    /// Silence after which work on the response starts, 20…500 ms. Default 60 ms: in a trial with real models,
    /// the 30…40 ms gained by 20…30 ms were lost again to colliding decodes.
    /// </summary>
    [Within("00:00:00.02", "00:00:00.5")]
    public TimeSpan CandidateSilence { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>
    /// As <see cref="CandidateSilence"/>, while the compute threads are busy with others, 20…500 ms; where that is longer, it holds.
    /// Default 100 ms: of 52 pauses within 28 sentences of the voice joe 36 were shorter than that, 4 longer than 200 ms.
    /// </summary>
    [Within("00:00:00.02", "00:00:00.5")]
    public TimeSpan BusyCandidateSilence { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Quiet after which the utterance is decoded ahead, 10 ms…<see cref="CandidateSilence"/>: most are within the speech, but
    /// such a decode costs others nothing, and ends earlier where it is the last. Default 10 ms: with Whisper base on
    /// two cores the first audio was ready 7 and 21 ms earlier at the median than with 20, in two pairs of runs: no more than they vary.
    /// </summary>
    public TimeSpan DipSilence { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Speech within this silence after a turn goes on with it, as long as nothing of the answer was heard, 0…3 s: two
    /// items for the client, one utterance for the recogniser and one message for the language model. Default 1.2 s,
    /// chosen by trial, not measured.
    /// </summary>
    [Within("00:00:00", "00:00:03")]
    public TimeSpan JoinWithin { get; init; } = TimeSpan.FromMilliseconds(1200);

    /// <summary>
    /// Speech that begins within this time after the agent began to be heard goes on with the turn that it answers, 0…3 s: the agent
    /// cut in. Default 1.5 s, chosen by trial, not measured.
    /// </summary>
    [Within("00:00:00", "00:00:03")]
    public TimeSpan GoOnWithin { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>
    /// Time without audio from the client in mid-turn from which it counts as silence, 200 ms…10 s: a muted microphone, a
    /// noise gate, a stalled network. Default 500 ms, chosen by trial, not measured.
    /// </summary>
    [Within("00:00:00.2", "00:00:10")]
    public TimeSpan AssumeSilenceAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether speech that nobody understood is answered by a line that says so, and its item ends as
    /// <c>conversation.item.input_audio_transcription.failed</c>. Default automatic.
    /// </summary>
    public NotUnderstoodMode NotUnderstood { get; init; }

    /// <summary>
    /// Speech beyond doubt from which a turn without words counts as not understood, 300…5000 ms. Default 600 ms, chosen by
    /// trial, not measured.
    /// </summary>
    [Within("00:00:00.3", "00:00:05")]
    public TimeSpan NotUnderstoodFrom { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>
    /// How far below the user's own level others are not heard, 10…40 dB, once a turn has told it: other voices, babble, a
    /// television. Default 15 dB.
    /// </summary>
    [Within(10, 40)]
    public double BelowUserDb { get; init; } = 15;

    /// <summary>
    /// Longest turn, 10 s…10 min: from this length on ever shorter pauses end it, within a quarter of it more it ends in any case.
    /// What follows is the next turn. Default 60 s.
    /// </summary>
    [Within("00:00:10", "00:10:00")]
    public TimeSpan LongestTurn { get; init; } = TimeSpan.FromSeconds(60);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (DipSilence < TimeSpan.FromMilliseconds(10) || DipSilence > CandidateSilence)
        {
            yield return SettingAttribute.Failure(
                validationContext,
                nameof(DipSilence),
                DipSilence,
                $"00:00:00.01…CandidateSilence ({CandidateSilence})"
            );
        }

        if (!(StopThreshold > 0 && StopThreshold <= StartThreshold))
        {
            yield return SettingAttribute.Failure(
                validationContext,
                nameof(StopThreshold),
                StopThreshold,
                FormattableString.Invariant($"above 0 and at most StartThreshold ({StartThreshold})")
            );
        }
    }
}
