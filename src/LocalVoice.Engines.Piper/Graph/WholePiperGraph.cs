using LocalVoice.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>An uncut model: a sentence is decoded as a whole.</summary>
internal sealed class WholePiperGraph(InferenceSession session) : IPiperGraph
{
    private readonly string[] _inputs = [.. session.InputMetadata.Keys];
    private readonly string[] _outputs = [session.OutputMetadata.Keys.First()];

    public EncodedSentence Encode(SynthesisInput input, CancellationToken cancellationToken)
    {
        using var values = new DisposableValues(input.Tensors(_inputs));
        using var outputs = CancellableRun.Run(session, _inputs, values.Items, _outputs, cancellationToken);
        return new Sentence(outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    public void Dispose() => session.Dispose();

    private sealed class Sentence(float[] samples) : EncodedSentence
    {
        public override int Frames => 1;

        public override bool IsDivisible => false;

        public override IReadOnlyList<int> FramesPerId => [];

        public override float[] Decode(int firstFrame, int frames, int threads, CancellationToken cancellationToken) => samples;

        public override void Dispose() { }
    }
}
