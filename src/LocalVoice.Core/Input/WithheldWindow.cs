namespace LocalVoice.Core.Input;

/// <summary>
/// Takes frames for silence without losing what the detector said of them: a window ends in one frame of three, and is told with the
/// first frame of its that passes. Not thread-safe.
/// </summary>
internal sealed class WithheldWindow
{
    private float? _probability;

    /// <returns>The frame as silence.</returns>
    public FrameAnalysis Withhold(in FrameAnalysis frame)
    {
        _probability = frame.SpeechProbability ?? _probability;
        return frame.AsSilence();
    }

    /// <returns>The frame, with the newest window's probability where that was withheld.</returns>
    public FrameAnalysis Pass(in FrameAnalysis frame)
    {
        var told = frame with { SpeechProbability = frame.SpeechProbability ?? _probability };
        _probability = null;
        return told;
    }
}
