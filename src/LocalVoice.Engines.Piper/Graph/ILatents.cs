namespace LocalVoice.Engines.Piper.Graph;

/// <summary>What the decoder reads of a sentence. Single-threaded.</summary>
internal interface ILatents : IDisposable
{
    /// <summary>The sentence's length.</summary>
    int Frames { get; }

    /// <summary>The decoder's tensors for the whole sentence, of which the frames before <paramref name="frame"/> hold.</summary>
    /// <param name="threads">How many may be used for what is not computed yet; at least 1.</param>
    /// <exception cref="OperationCanceledException">Cancelled meanwhile; the next call computes it again.</exception>
    IReadOnlyList<BoundaryTensor> Until(int frame, int threads, CancellationToken cancellationToken);
}
