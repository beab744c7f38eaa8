using LocalVoice.Engines;
using LocalVoice.Files;
using LocalVoice.Onnx.OnnxFormat;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Onnx.Sessions;

/// <summary>Opens sessions configured for small speech models: few threads, which spin only within a run.</summary>
public static class OnnxSession
{
    static OnnxSession() => OnnxTelemetry.Disable();

    /// <summary>ONNX Runtime's, such as <c>1.31.1</c>.</summary>
    public static string RuntimeVersion => OrtEnv.Instance().GetVersionString();

    /// <param name="model">The model's bytes.</param>
    /// <param name="name">The model's name in messages, usually its path.</param>
    /// <exception cref="EngineException">The model or the device cannot be used.</exception>
    public static InferenceSession Open(
        byte[] model,
        string name,
        int threads,
        OnnxDevice device,
        OnnxPlanning planning = OnnxPlanning.Thorough
    )
    {
        try
        {
            using var options = Options(threads, device, planning);
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new EngineException(
                $"ONNX Runtime cannot load {name} on {device}: {failure.Message} If the file is not whole, download it again; "
                    + $"`localvoice models verify` checks it.",
                failure
            );
        }
    }

    /// <summary>Reads a model whose structure ONNX Runtime can be given.</summary>
    /// <exception cref="EngineException">The file is missing, unreadable, of another format, or broken.</exception>
    public static byte[] Read(string path) => ModelFile.Read("The model", path, "is no ONNX model, or not whole", ReadGraph);

    private static byte[] ReadGraph(FileStream file)
    {
        var model = new byte[file.Length];
        file.ReadExactly(model);
        var parts = OnnxModelReader.Read(model);
        return parts.Nodes.Count > 0 && parts.Outputs.Count > 0
            ? model
            : throw new InvalidDataException("The model's graph has no nodes or no outputs.");
    }

    internal static SessionOptions Options(int threads, OnnxDevice device, OnnxPlanning planning)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            // A graph on one device is one stream: it takes one thread at a time, but "parallel" plans need a second to exist.
            InterOpNumThreads = planning == OnnxPlanning.Quick ? 2 : 1,
            ExecutionMode = planning == OnnxPlanning.Quick ? ExecutionMode.ORT_PARALLEL : ExecutionMode.ORT_SEQUENTIAL,
            EnableMemoryPattern = planning == OnnxPlanning.Thorough,
            // An arena keeps the most that a run ever took; freed memory serves the other engines too.
            EnableCpuMemArena = planning == OnnxPlanning.Thorough,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Threads that were leased wait for each other within a run; between runs the processors are others'. Two threads of a
        // "parallel" plan would spin against each other.
        var spins = threads > 1 && planning != OnnxPlanning.Quick;
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", spins ? "1" : "0");
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        // Without VNNI instructions products of 8-bit weights saturate, and a quantised model says something else: a turn's end
        // had 0.62 instead of 0.18. Nothing else is changed by it.
        options.AddSessionConfigEntry("session.x64quantprecision", "1");
        device.AddTo(options);
        return options;
    }
}
