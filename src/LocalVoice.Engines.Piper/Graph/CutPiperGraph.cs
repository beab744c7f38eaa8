using LocalVoice.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>A model cut into encoder and decoder: frames can be decoded in any order and number. Owns what it is given.</summary>
internal sealed class CutPiperGraph(InferenceSession encoder, FrameDecoders decoders, IReadOnlyList<string> boundary, string? durations)
    : IPiperGraph
{
    private readonly string[] _inputs = [.. encoder.InputMetadata.Keys];
    private readonly string[] _results = durations is null ? [.. boundary] : [.. boundary.Append(durations).Distinct()];

    public EncodedSentence Encode(SynthesisInput input, CancellationToken cancellationToken)
    {
        using var values = new DisposableValues(input.Tensors(_inputs));
        var results = CancellableRun.Run(encoder, _inputs, values.Items, _results, cancellationToken);
        var frames = durations is null ? null : results[Array.IndexOf(_results, durations)];
        return new CutSentence(
            decoders,
            results,
            [.. results.Take(boundary.Count).Select(BoundaryTensor.Of)],
            frames is null ? [] : [.. frames.GetTensorDataAsSpan<float>().ToArray().Select(count => (int)count)]
        );
    }

    public void Dispose() => Disposal.All(encoder, decoders);
}
