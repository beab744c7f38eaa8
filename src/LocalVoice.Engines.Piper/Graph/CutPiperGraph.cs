using LocalVoice.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// A model cut into encoder, flow and decoder, or into encoder and decoder: frames can be decoded in any order and number.
/// Owns what it is given.
/// </summary>
/// <param name="flows">Null: the encoder computes all that the decoder reads.</param>
/// <param name="boundary">The decoder's tensors, in order.</param>
internal sealed class CutPiperGraph(
    InferenceSession encoder,
    ByThreads<FramePart>? flows,
    ByThreads<FrameDecoder> decoders,
    IReadOnlyList<string> boundary,
    string? durations
) : IPiperGraph
{
    private readonly string[] _inputs = [.. encoder.InputMetadata.Keys];
    private readonly string[] _results = [.. encoder.OutputMetadata.Keys];

    public EncodedSentence Encode(SynthesisInput input, CancellationToken cancellationToken)
    {
        using var values = new DisposableValues(input.Tensors(_inputs));
        var encoded = new EncodedTensors(_results, CancellableRun.Run(encoder, _inputs, values.Items, _results, cancellationToken));
        try
        {
            ILatents latents = flows is null ? new EncodedLatents(encoded, boundary) : new FlowedLatents(flows, encoded, boundary);
            return new CutSentence(decoders, latents, encoded.FramesPerId(durations));
        }
        catch
        {
            encoded.Dispose();
            throw;
        }
    }

    public void Dispose() => Disposal.All(encoder, flows, decoders);
}
