namespace LocalVoice.Engines.Piper.Graph;

/// <summary>An encoded sentence; decoded already when the graph could not be cut. Single-threaded.</summary>
internal abstract class EncodedSentence : IDisposable
{
    /// <summary>Number of decoder frames; 1 when the sentence is not divisible.</summary>
    public abstract int Frames { get; }

    /// <summary>
    /// Whether frames can be decoded separately; if not, everything is decoded already and <see cref="Decode"/> may
    /// be called once.
    /// </summary>
    public abstract bool IsDivisible { get; }

    /// <summary>Frames per phoneme id; empty when the model has no durations.</summary>
    public abstract IReadOnlyList<int> FramesPerId { get; }

    /// <summary>Decodes a range of frames to samples.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while the model ran.</exception>
    /// <param name="threads">How many the caller may use; at least 1.</param>
    public abstract float[] Decode(int firstFrame, int frames, int threads, CancellationToken cancellationToken);

    public abstract void Dispose();
}
