using LocalVoice.Compute;
using LocalVoice.Engines.Piper.Cache;
using LocalVoice.Files;
using LocalVoice.Onnx.OnnxFormat;
using LocalVoice.Onnx.Sessions;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>
/// Loads a model cut in three or else in two if chunks then give the same samples, else whole, with later first audio. What
/// was cut and tested is kept for the next start.
/// </summary>
/// <param name="threads">The most that one run may take.</param>
internal sealed partial class PiperGraphLoader(PiperOptions options, int threads, ILogger logger)
{
    private const int DefaultSamplesPerFrame = 256;

    private readonly OnnxDevice _device = OnnxDevice.Parse(options.Device);
    private readonly CutStore _store = new(options.CacheFolder.Length > 0 ? options.CacheFolder : CacheFolder.Default, logger);

    /// <exception cref="EngineException">The model or the device cannot be used.</exception>
    public IPiperGraph Load(string path, PiperVoiceConfig config)
    {
        var samplesPerFrame = config.HopLength ?? DefaultSamplesPerFrame;
        var opening = new CutOpening(_device, threads, samplesPerFrame);
        CutKey? key = _device == OnnxDevice.Cpu ? CutKey.Of(path, samplesPerFrame) : null;
        if (key is { } kept && Kept(kept, opening) is { } known)
        {
            return known;
        }

        var graph = CutOrWhole(path, config, key, opening);
        FreedMemory.Return();
        return graph;
    }

    private CutPiperGraph? Kept(CutKey key, CutOpening opening)
    {
        try
        {
            return _store.Find(key) is var (manifest, folder) ? opening.Kept(manifest, folder) : null;
        }
        catch (EngineException failure)
        {
            LogNotKept(logger, failure.Message);
            return null;
        }
    }

    private IPiperGraph CutOrWhole(string path, PiperVoiceConfig config, CutKey? key, CutOpening opening)
    {
        var model = OnnxSession.Read(path);
        foreach (var cut in Cuts(model))
        {
            if (new CutTrial(cut, path, config, opening, logger).Run(key, _store) is { } graph)
            {
                return graph;
            }
        }

        LogWhole(logger, path);
        return new WholePiperGraph(OnnxSession.Open(model, path, threads, _device, OnnxPlanning.Quick));
    }

    private static IEnumerable<PiperGraphCut> Cuts(byte[] model)
    {
        try
        {
            return PiperGraphCut.Of(OnnxModelReader.Read(model));
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Path} cannot be decoded in chunks: its sentences are heard only when they are whole."
    )]
    private static partial void LogWhole(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was kept of a voice cannot be used, so it is cut anew: {Reason}")]
    private static partial void LogNotKept(ILogger logger, string reason);
}
