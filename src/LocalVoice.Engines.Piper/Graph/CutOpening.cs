using LocalVoice.Engines.Piper.Cache;
using LocalVoice.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>Opens the two graphs of a cut, from memory or from the files that were kept of them.</summary>
/// <param name="threads">The most that one run may take.</param>
internal sealed class CutOpening(OnnxDevice device, int threads, int samplesPerFrame)
{
    private const string EncoderFile = "encoder.onnx";
    private const string DecoderFile = "decoder.onnx";

    public int SamplesPerFrame => samplesPerFrame;

    /// <summary>Writes the files that <see cref="Kept"/> opens.</summary>
    /// <exception cref="EngineException">A part cannot be used, or not be written.</exception>
    public static void Keep(PiperGraphCut cut, string path, string folder)
    {
        OptimizedModel.Write(cut.Encoder, $"the encoder of {path}", Path.Combine(folder, EncoderFile), OnnxPlanning.Quick);
        OptimizedModel.Write(cut.Decoder, $"the decoder of {path}", Path.Combine(folder, DecoderFile), OnnxPlanning.Varying);
    }

    /// <exception cref="EngineException">The files are no cut.</exception>
    public CutPiperGraph Kept(CutManifest manifest, string folder) =>
        Open(
            manifest,
            encoder: () => OptimizedModel.Open(Path.Combine(folder, EncoderFile), threads: 1, OnnxPlanning.Quick),
            decoder: count => OptimizedModel.Open(Path.Combine(folder, DecoderFile), count, OnnxPlanning.Varying)
        );

    /// <exception cref="EngineException">A part or the device cannot be used.</exception>
    public CutPiperGraph InMemory(PiperGraphCut cut, CutManifest manifest, string path) =>
        Open(
            manifest,
            encoder: () => OnnxSession.Open(cut.Encoder, $"the encoder of {path}", threads: 1, device, OnnxPlanning.Quick),
            decoder: count => OnnxSession.Open(cut.Decoder, $"the decoder of {path}", count, device, OnnxPlanning.Varying)
        );

    private CutPiperGraph Open(CutManifest manifest, Func<InferenceSession> encoder, Func<int, InferenceSession> decoder)
    {
        InferenceSession? first = null;
        FrameDecoder? single = null;
        FrameDecoder? several = null;
        try
        {
            first = encoder();
            single = Decoder(1);
            several = threads > 1 && device == OnnxDevice.Cpu ? Decoder(threads) : null;
            return new CutPiperGraph(first, new FrameDecoders(single, several, threads), manifest.Boundary, manifest.Durations);
        }
        catch
        {
            Disposal.All(first, single, several);
            throw;
        }

        FrameDecoder Decoder(int count) => new(decoder(count), manifest.Boundary, samplesPerFrame, manifest.ContextFrames);
    }
}
