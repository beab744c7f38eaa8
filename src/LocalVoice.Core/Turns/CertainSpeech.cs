using LocalVoice.Core.Input;

namespace LocalVoice.Core.Turns;

/// <summary>How much of a turn is speech beyond doubt.</summary>
internal sealed class CertainSpeech
{
    /// <summary>Probability from which a detector window counts. Chosen by trial, not measured.</summary>
    private const float Certain = 0.8f;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(32);

    /// <summary>Of the turn in progress, or of the last; without the windows that made it begin.</summary>
    public TimeSpan Duration { get; private set; }

    public void Observe(in FrameAnalysis frame, TurnSignal signal)
    {
        if (signal is TurnSignal.SpeechStarted)
        {
            Duration = TimeSpan.Zero;
        }
        else if (frame is { SpeechProbability: >= Certain, Loud: true })
        {
            Duration += Window;
        }
    }
}
