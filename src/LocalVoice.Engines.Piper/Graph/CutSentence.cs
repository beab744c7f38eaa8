using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>An encoded sentence of a cut model.</summary>
internal sealed class CutSentence(
    FrameDecoders decoders,
    IDisposableReadOnlyCollection<OrtValue> owned,
    IReadOnlyList<BoundaryTensor> tensors,
    IReadOnlyList<int> framesPerId
) : EncodedSentence
{
    public override int Frames { get; } = tensors.Max(tensor => tensor.Frames);

    public override bool IsDivisible => true;

    public override IReadOnlyList<int> FramesPerId => framesPerId;

    public override float[] Decode(int firstFrame, int frames, int threads, CancellationToken cancellationToken) =>
        decoders.For(threads).Decode(tensors, Frames, firstFrame..(firstFrame + frames), cancellationToken);

    public override void Dispose() => owned.Dispose();
}
