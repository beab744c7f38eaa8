using LocalVoice.Onnx.OnnxFormat;
using LocalVoice.Onnx.Sessions;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>Loads a model cut in two if that gives the same samples, else whole, with later first audio.</summary>
internal sealed partial class PiperGraphLoader(PiperOptions options, ILogger logger)
{
    private const int DefaultSamplesPerFrame = 256;

    // Receptive field of the decoder per side: 11 or 13 frames for Piper's voices, 14 for the starter voice.
    private static readonly int[] Contexts = [16, 32];

    private readonly OnnxDevice _device = OnnxDevice.Parse(options.Device);

    /// <exception cref="EngineException">The model or the device cannot be used.</exception>
    public IPiperGraph Load(string path, PiperVoiceConfig config)
    {
        var model = OnnxSession.Read(path);
        var whole = new WholePiperGraph(OnnxSession.Open(model, path, options.Threads, _device));
        var cut = Cut(model, path, config, whole);
        if (cut is null)
        {
            LogWhole(logger, path);
            return whole;
        }

        whole.Dispose();
        return cut;
    }

    private CutPiperGraph? Cut(byte[] model, string path, PiperVoiceConfig config, WholePiperGraph whole)
    {
        var cut = Read(model);
        if (cut is null)
        {
            return null;
        }

        var samplesPerFrame = config.HopLength ?? DefaultSamplesPerFrame;
        foreach (var context in Contexts)
        {
            CutPiperGraph? candidate = null;
            try
            {
                candidate = Open(cut, path, samplesPerFrame, context);
                var difference = CutSelfTest.Difference(whole, candidate, config, samplesPerFrame);
                LogDifference(logger, path, context, difference);
                if (difference <= CutSelfTest.Tolerance)
                {
                    return candidate;
                }
            }
            catch (EngineException failure)
            {
                LogNotCut(logger, path, failure.Message);
            }

            candidate?.Dispose();
        }

        return null;
    }

    private CutPiperGraph Open(PiperGraphCut cut, string path, int samplesPerFrame, int context)
    {
        var encoder = OnnxSession.Open(cut.Encoder, $"the encoder of {path}", options.Threads, _device);
        try
        {
            var decoder = OnnxSession.Open(cut.Decoder, $"the decoder of {path}", options.Threads, _device);
            return new CutPiperGraph(encoder, decoder, cut, samplesPerFrame, context);
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    private static PiperGraphCut? Read(byte[] model)
    {
        try
        {
            return PiperGraphCut.Of(OnnxModelReader.Read(model));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Path} cannot be decoded in chunks: its sentences are heard only when they are whole."
    )]
    private static partial void LogWhole(ILogger logger, string path);

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "{Path} in chunks with {Context} frames of context differs from the whole by {Difference}."
    )]
    private static partial void LogDifference(ILogger logger, string path, int context, float difference);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Path} cannot be cut: {Reason}")]
    private static partial void LogNotCut(ILogger logger, string path, string reason);
}
