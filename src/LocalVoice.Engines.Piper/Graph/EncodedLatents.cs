namespace LocalVoice.Engines.Piper.Graph;

/// <summary>Latents of a model cut in two: the encoder made them all.</summary>
/// <param name="encoded">Owned by this.</param>
internal sealed class EncodedLatents(EncodedTensors encoded, IReadOnlyList<string> boundary) : ILatents
{
    private readonly BoundaryTensor[] _tensors = [.. boundary.Select(encoded.Of)];

    public int Frames => _tensors.Max(tensor => tensor.Frames);

    public IReadOnlyList<BoundaryTensor> Until(int frame, int threads, CancellationToken cancellationToken) => _tensors;

    public void Dispose() => encoded.Dispose();
}
