using LocalVoice.Onnx.Sessions;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Silero;

/// <summary>
/// Silero VAD v6 (MIT, github.com/snakers4/silero-vad) on ONNX Runtime: one copy of the weights for all sessions.
/// Thread-safe; each detector belongs to one stream.
/// </summary>
public sealed partial class SileroVadFactory : IVoiceActivityDetectorFactory, IDisposable
{
    private readonly InferenceSession _session;

    /// <exception cref="EngineException">The model is missing, or it is not Silero v5/v6.</exception>
    public SileroVadFactory(SileroOptions options, ILogger<SileroVadFactory> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        var model = OnnxSession.Read(options.ModelPath);
        _session = OnnxSession.Open(model, options.ModelPath, threads: 1, OnnxDevice.Cpu);
        try
        {
            SileroTensors.Check(_session, options.ModelPath);
        }
        catch
        {
            _session.Dispose();
            throw;
        }

        Info = new EngineInfo("vad", "silero", Path.GetFileName(options.ModelPath), "cpu", EnginePackage.Of(typeof(OnnxSession)));
        LogLoaded(logger, Info.Model, Info.Package);
    }

    public EngineInfo Info { get; }

    public IVoiceActivityDetector Create() => new SileroVadDetector(_session);

    public ValueTask WarmUpAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var detector = Create();
        _ = detector.Probability(new float[detector.WindowSamples]);
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _session.Dispose();

    [LoggerMessage(Level = LogLevel.Information, Message = "Voice activity detector {Model} ready ({Package}).")]
    private static partial void LogLoaded(ILogger logger, string model, string package);
}
