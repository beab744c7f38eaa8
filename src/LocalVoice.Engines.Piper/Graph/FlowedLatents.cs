using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>Latents of a model cut in three: the flow computes them, in few runs, as far as the decoder needs them.</summary>
/// <param name="encoded">Owned by this.</param>
/// <param name="boundary">The decoder's tensors, of the flow or of the encoder.</param>
internal sealed class FlowedLatents(ByThreads<FramePart> flows, EncodedTensors encoded, IReadOnlyList<string> boundary) : ILatents
{
    private readonly BoundaryTensor[] _inputs = [.. flows.Single.Inputs.Select(encoded.Of)];
    private readonly List<BoundaryTensor> _flowed = [];
    private int _done;

    public int Frames => _inputs.Max(tensor => tensor.Frames);

    public IReadOnlyList<BoundaryTensor> Until(int frame, int threads, CancellationToken cancellationToken)
    {
        if (frame > _done)
        {
            Flow(FlowReach.Next(_done, frame, Frames, flows.Single.ContextFrames), flows.For(threads), cancellationToken);
        }

        return [.. boundary.Select(name => encoded.Has(name) ? encoded.Of(name) : _flowed[Place(name)])];
    }

    public void Dispose() => Disposal.All([encoded, .. _flowed.Select(tensor => tensor.Value)]);

    private void Flow(int until, FramePart flow, CancellationToken cancellationToken)
    {
        var window = FrameWindow.Around(_done, until - _done, flow.ContextFrames, Frames);
        using var outputs = flow.Run(_inputs, Frames, window, cancellationToken);
        for (var i = 0; i < outputs.Count; i++)
        {
            Keep(BoundaryTensor.Of(outputs[i]), i, window);
        }

        _done = until;
    }

    private void Keep(BoundaryTensor made, int place, FrameWindow window)
    {
        if (made.Frames != window.Length)
        {
            throw new EngineException($"The flow made {made.Frames} frames of {window.Length}.");
        }

        if (place == _flowed.Count)
        {
            _flowed.Add(BoundaryTensor.Allocate(made.Channels, Frames));
        }

        made.CopyTo(_flowed[place], window.Offset, window.First, window.Frames);
    }

    private int Place(string output) => flows.Single.Outputs.ToList().IndexOf(output);
}
