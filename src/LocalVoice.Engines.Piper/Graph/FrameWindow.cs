namespace LocalVoice.Engines.Piper.Graph;

/// <summary>A range of a sentence's frames, and what is computed with it as context.</summary>
/// <param name="First">The first wanted frame.</param>
/// <param name="Frames">The number of wanted frames.</param>
/// <param name="From">The first computed frame.</param>
/// <param name="To">Behind the last computed frame.</param>
internal readonly record struct FrameWindow(int First, int Frames, int From, int To)
{
    public int Length => To - From;

    /// <summary>Computed frames before the first wanted one.</summary>
    public int Offset => First - From;

    /// <summary>With context on each side as far as the sentence reaches.</summary>
    public static FrameWindow Around(int first, int frames, int contextFrames, int sentenceFrames) =>
        new(first, frames, Math.Max(0, first - contextFrames), Math.Min(sentenceFrames, first + frames + contextFrames));
}
