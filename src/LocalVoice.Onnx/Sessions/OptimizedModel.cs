using LocalVoice.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Onnx.Sessions;

/// <summary>
/// A model that ONNX Runtime has optimised, as two files: the graph, and the weights, which sessions map into memory
/// instead of copying them. Valid for one version of ONNX Runtime and one architecture; layouts that depend on the
/// processor are left out.
/// </summary>
public static class OptimizedModel
{
    // Smaller tensors, such as shapes and axes, stay in the graph.
    private const string LeastWeightBytes = "1024";

    /// <param name="model">The model's bytes.</param>
    /// <param name="name">The model's name in messages, usually its path.</param>
    /// <param name="path">Of the graph; the weights' path has <see cref="WeightsSuffix"/> behind it. Existing files are replaced.</param>
    /// <exception cref="EngineException">The model cannot be used, or the files cannot be written.</exception>
    public static void Write(byte[] model, string name, string path, OnnxPlanning planning)
    {
        try
        {
            using var options = OnnxSession.Options(threads: 1, OnnxDevice.Cpu, planning);
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED;
            options.OptimizedModelFilePath = path;
            options.AddSessionConfigEntry(
                "session.optimized_model_external_initializers_file_name",
                Path.GetFileName(path) + WeightsSuffix
            );
            options.AddSessionConfigEntry("session.optimized_model_external_initializers_min_size_in_bytes", LeastWeightBytes);
            new InferenceSession(model, options).Dispose();
        }
        catch (OnnxRuntimeException failure)
        {
            throw new EngineException($"ONNX Runtime cannot write {name} to {path}: {failure.Message}", failure);
        }
    }

    /// <summary>What follows the graph's file name in that of its weights.</summary>
    public const string WeightsSuffix = ".weights";

    /// <param name="path">Of the graph. Both files must stay unchanged while the session is open.</param>
    /// <exception cref="EngineException">The files are missing or no model of this version.</exception>
    public static InferenceSession Open(string path, int threads, OnnxPlanning planning)
    {
        try
        {
            using var options = OnnxSession.Options(threads, OnnxDevice.Cpu, planning);
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new EngineException($"ONNX Runtime cannot load {path}: {failure.Message}", failure);
        }
    }
}
