namespace LocalVoice.Engines.Piper.Graph;

/// <summary>A sentence whose sound is decided but, where the graph could be cut, not yet decoded. For one thread.</summary>
internal abstract class EncodedSentence : IDisposable
{
    /// <summary>Decoder frames in all; 1 where the sentence is not divisible.</summary>
    public abstract int Frames { get; }

    /// <summary>
    /// Whether frames can be decoded apart; if not, everything is decoded already and belongs to the one caller of <see
    /// cref="Decode"/>.
    /// </summary>
    public abstract bool IsDivisible { get; }

    /// <summary>Frames of each phoneme id; empty where the model does not tell.</summary>
    public abstract IReadOnlyList<int> FramesPerId { get; }

    /// <summary>The samples of some frames.</summary>
    /// <exception cref="OperationCanceledException">The token fired while the decoder ran.</exception>
    public abstract float[] Decode(int firstFrame, int frames, CancellationToken cancellationToken);

    public abstract void Dispose();
}
