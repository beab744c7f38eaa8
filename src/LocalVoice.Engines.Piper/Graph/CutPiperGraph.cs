using LocalVoice.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>A model cut into encoder and decoder: frames can be decoded in any order and number.</summary>
/// <param name="contextFrames">Frames of context decoded on each side of the requested ones.</param>
internal sealed class CutPiperGraph(
    InferenceSession encoder,
    InferenceSession decoder,
    PiperGraphCut cut,
    int samplesPerFrame,
    int contextFrames
) : IPiperGraph
{
    private readonly string[] _inputs = [.. encoder.InputMetadata.Keys];
    private readonly string[] _results = cut.Durations is null ? [.. cut.Boundary] : [.. cut.Boundary.Append(cut.Durations).Distinct()];

    public EncodedSentence Encode(SynthesisInput input, CancellationToken cancellationToken)
    {
        using var values = new DisposableValues(input.Tensors(_inputs));
        var results = CancellableRun.Run(encoder, _inputs, values.Items, _results, cancellationToken);
        var durations = cut.Durations is null ? null : results[Array.IndexOf(_results, cut.Durations)];
        return new CutSentence(
            new FrameDecoder(decoder, cut.Boundary, samplesPerFrame, contextFrames),
            results,
            [.. results.Take(cut.Boundary.Count).Select(BoundaryTensor.Of)],
            durations is null ? [] : [.. durations.GetTensorDataAsSpan<float>().ToArray().Select(frames => (int)frames)]
        );
    }

    public void Dispose() => Disposal.All(encoder, decoder);
}
