using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Core.Turns;

namespace LocalVoice.Bench.Turns.Replay;

/// <summary>A pause as a session found it, with what it would have known in it.</summary>
/// <param name="Label">The silence that it is; null within speech.</param>
/// <param name="Transcript">Of the utterance so far.</param>
public sealed record PauseCandidate(ScannedPause Pause, LabelledSilence? Label, KnownTranscript Transcript)
{
    /// <summary>The language model's probability that the message ends here; null when none was asked.</summary>
    public Judgement? MessageEnd { get; init; }

    /// <summary>The probability by the sound that the speaker has finished; null when none was asked.</summary>
    public Judgement? SoundEnd { get; init; }
}

/// <param name="Audio">Length of what was decoded.</param>
/// <param name="Milliseconds">What the decode took by itself.</param>
public sealed record KnownTranscript(string Text, TimeSpan Audio, double Milliseconds);

/// <param name="Probability">0…1.</param>
/// <param name="Milliseconds">What it took, from when it could be asked.</param>
public readonly record struct Judgement(double Probability, double Milliseconds);

/// <summary>A clip with its pauses, in order.</summary>
public sealed record ReplayedClip(LabelledClip Clip, IReadOnlyList<PauseCandidate> Candidates);
