using LocalVoice.Engines.Piper.Cache;
using LocalVoice.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>Opens the graphs of a cut, from memory or from the files that were kept of them.</summary>
/// <param name="threads">The most that one run may take.</param>
internal sealed class CutOpening(OnnxDevice device, int threads, int samplesPerFrame)
{
    private const string EncoderFile = "encoder.onnx";
    private const string FlowFile = "flow.onnx";
    private const string DecoderFile = "decoder.onnx";

    public int SamplesPerFrame => samplesPerFrame;

    /// <summary>Writes the files that <see cref="Kept"/> opens.</summary>
    /// <exception cref="EngineException">A part cannot be used, or not be written.</exception>
    public static void Keep(PiperGraphCut cut, string path, string folder)
    {
        OptimizedModel.Write(cut.Encoder, $"the encoder of {path}", Path.Combine(folder, EncoderFile), OnnxPlanning.Quick);
        if (cut.Flow is { } flow)
        {
            OptimizedModel.Write(flow, $"the flow of {path}", Path.Combine(folder, FlowFile), OnnxPlanning.Varying);
        }

        OptimizedModel.Write(cut.Decoder, $"the decoder of {path}", Path.Combine(folder, DecoderFile), OnnxPlanning.Varying);
    }

    /// <exception cref="EngineException">The files are no cut.</exception>
    public CutPiperGraph Kept(CutManifest manifest, string folder) =>
        Open(
            manifest,
            encoder: () => OptimizedModel.Open(Path.Combine(folder, EncoderFile), threads: 1, OnnxPlanning.Quick),
            flow: count => OptimizedModel.Open(Path.Combine(folder, FlowFile), count, OnnxPlanning.Varying),
            decoder: count => OptimizedModel.Open(Path.Combine(folder, DecoderFile), count, OnnxPlanning.Varying)
        );

    /// <exception cref="EngineException">A part or the device cannot be used.</exception>
    public CutPiperGraph InMemory(PiperGraphCut cut, CutManifest manifest, string path) =>
        Open(
            manifest,
            encoder: () => OnnxSession.Open(cut.Encoder, $"the encoder of {path}", threads: 1, device, OnnxPlanning.Quick),
            flow: count => OnnxSession.Open(cut.Flow!, $"the flow of {path}", count, device, OnnxPlanning.Varying),
            decoder: count => OnnxSession.Open(cut.Decoder, $"the decoder of {path}", count, device, OnnxPlanning.Varying)
        );

    /// <param name="flow">Called only if the manifest has a flow.</param>
    private CutPiperGraph Open(
        CutManifest manifest,
        Func<InferenceSession> encoder,
        Func<int, InferenceSession> flow,
        Func<int, InferenceSession> decoder
    )
    {
        InferenceSession? first = null;
        ByThreads<FramePart>? flows = null;
        ByThreads<FrameDecoder>? decoders = null;
        try
        {
            first = encoder();
            flows = manifest.Flow is { } part ? Open(count => new FramePart(flow(count), part.Inputs, part.ContextFrames)) : null;
            decoders = Open(count => new FrameDecoder(
                new FramePart(decoder(count), manifest.Boundary, manifest.ContextFrames),
                samplesPerFrame
            ));
            return new CutPiperGraph(first, flows, decoders, manifest.Boundary, manifest.Durations);
        }
        catch
        {
            Disposal.All(first, flows, decoders);
            throw;
        }
    }

    private ByThreads<T> Open<T>(Func<int, T> part)
        where T : class, IDisposable
    {
        var single = part(1);
        try
        {
            return new ByThreads<T>(single, threads > 1 && device == OnnxDevice.Cpu ? part(threads) : null, threads);
        }
        catch
        {
            single.Dispose();
            throw;
        }
    }
}
