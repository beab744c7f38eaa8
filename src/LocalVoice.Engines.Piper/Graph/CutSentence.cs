namespace LocalVoice.Engines.Piper.Graph;

/// <summary>An encoded sentence of a cut model.</summary>
/// <param name="latents">Owned by this.</param>
internal sealed class CutSentence(ByThreads<FrameDecoder> decoders, ILatents latents, IReadOnlyList<int> framesPerId) : EncodedSentence
{
    public override int Frames { get; } = latents.Frames;

    public override bool IsDivisible => true;

    public override IReadOnlyList<int> FramesPerId => framesPerId;

    public override float[] Decode(int firstFrame, int frames, int threads, CancellationToken cancellationToken)
    {
        var decoder = decoders.For(threads);
        var window = decoder.Window(firstFrame, frames, Frames);
        return decoder.Decode(latents.Until(window.To, threads, cancellationToken), Frames, window, cancellationToken);
    }

    public override void Dispose() => latents.Dispose();
}
