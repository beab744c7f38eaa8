using LocalVoice.Engines.Onnx.Sessions;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Onnx.Piper.Graph;

/// <summary>Loads a Piper model.</summary>
internal static class PiperGraphLoader
{
    /// <exception cref="EngineException">The model or the device cannot be used.</exception>
    public static IPiperGraph Load(string path, PiperVoiceConfig config, PiperOptions options, ILogger logger)
    {
        var device = OnnxDevice.Parse(options.Device);
        var model = OnnxSession.Read(path);
        return new WholePiperGraph(OnnxSession.Open(model, path, options.Threads, device));
    }
}
