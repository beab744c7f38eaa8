namespace LocalVoice.Engines.Piper.Graph;

/// <summary>Runs the decoder on a range of frames with context on each side and returns the range's samples only.</summary>
/// <param name="decoder">Owned by this.</param>
internal sealed class FrameDecoder(FramePart decoder, int samplesPerFrame) : IDisposable
{
    /// <summary>The frames that the decoder reads for a range.</summary>
    public FrameWindow Window(int firstFrame, int frames, int sentenceFrames) =>
        FrameWindow.Around(firstFrame, frames, decoder.ContextFrames, sentenceFrames);

    public float[] Decode(
        IReadOnlyList<BoundaryTensor> tensors,
        int sentenceFrames,
        FrameWindow window,
        CancellationToken cancellationToken
    )
    {
        using var outputs = decoder.Run(tensors, sentenceFrames, window, cancellationToken);
        var samples = outputs[0].GetTensorDataAsSpan<float>();
        if (samples.Length != window.Length * samplesPerFrame)
        {
            throw new EngineException($"The decoder made {samples.Length} samples of {window.Length} frames.");
        }

        return samples.Slice(window.Offset * samplesPerFrame, window.Frames * samplesPerFrame).ToArray();
    }

    public void Dispose() => decoder.Dispose();
}
