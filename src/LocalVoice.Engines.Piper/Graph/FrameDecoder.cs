using LocalVoice.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>Runs the decoder on a range of frames with context on each side and returns the range's samples only.</summary>
/// <param name="decoder">Owned by this.</param>
/// <param name="contextFrames">Frames of context decoded on each side of the requested ones.</param>
internal sealed class FrameDecoder(InferenceSession decoder, IReadOnlyList<string> boundary, int samplesPerFrame, int contextFrames)
    : IDisposable
{
    private readonly string[] _inputs = [.. boundary];
    private readonly string[] _outputs = [decoder.OutputMetadata.Keys.First()];

    public float[] Decode(IReadOnlyList<BoundaryTensor> tensors, int sentenceFrames, Range stretch, CancellationToken cancellationToken)
    {
        var (first, frames) = stretch.GetOffsetAndLength(sentenceFrames);
        var from = Math.Max(0, first - contextFrames);
        var to = Math.Min(sentenceFrames, first + frames + contextFrames);
        var framed = tensors.Select(tensor => tensor.Frames == sentenceFrames).ToArray();
        using var slices = new DisposableValues([.. tensors.Where((_, i) => framed[i]).Select(tensor => tensor.Slice(from, to - from))]);
        var next = 0;
        OrtValue[] values = [.. tensors.Select((tensor, i) => framed[i] ? slices.Items[next++] : tensor.Value)];
        using var outputs = CancellableRun.Run(decoder, _inputs, values, _outputs, cancellationToken);
        var samples = outputs[0].GetTensorDataAsSpan<float>();
        if (samples.Length != (to - from) * samplesPerFrame)
        {
            throw new EngineException($"The decoder made {samples.Length} samples of {to - from} frames.");
        }

        return samples.Slice((first - from) * samplesPerFrame, frames * samplesPerFrame).ToArray();
    }

    public void Dispose() => decoder.Dispose();
}
