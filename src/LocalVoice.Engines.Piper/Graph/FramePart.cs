using LocalVoice.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>A part of a cut model that runs on any range of a sentence's frames. Thread-safe.</summary>
/// <param name="session">Owned by this.</param>
/// <param name="boundary">The tensors that it reads, in order.</param>
/// <param name="contextFrames">Frames that it needs on each side of those that it is asked for.</param>
internal sealed class FramePart(InferenceSession session, IReadOnlyList<string> boundary, int contextFrames) : IDisposable
{
    private readonly string[] _inputs = [.. boundary];
    private readonly string[] _outputs = [.. session.OutputMetadata.Keys];

    public IReadOnlyList<string> Inputs => _inputs;

    public IReadOnlyList<string> Outputs => _outputs;

    public int ContextFrames => contextFrames;

    /// <param name="tensors">In the order of <see cref="Inputs"/>; those without frames are given as they are.</param>
    /// <returns>In the order of <see cref="Outputs"/>, for all frames of the window. The caller disposes them.</returns>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        IReadOnlyList<BoundaryTensor> tensors,
        int sentenceFrames,
        FrameWindow window,
        CancellationToken cancellationToken
    )
    {
        var owned = new List<OrtValue>();
        try
        {
            var values = new OrtValue[tensors.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = tensors[i].Value;
                if (tensors[i].Frames == sentenceFrames && window.Length < sentenceFrames)
                {
                    owned.Add(values[i] = tensors[i].Slice(window.From, window.Length));
                }
            }

            return CancellableRun.Run(session, _inputs, values, _outputs, cancellationToken);
        }
        finally
        {
            Disposal.All([.. owned]);
        }
    }

    public void Dispose() => session.Dispose();
}
