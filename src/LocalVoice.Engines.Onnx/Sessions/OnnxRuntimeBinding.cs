using System.Reflection;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Onnx.Sessions;

/// <summary>Names the managed binding and the native version for <see cref="EngineInfo.Binding"/>.</summary>
internal static class OnnxRuntimeBinding
{
    private const string Key = "Binding";

    public static string Describe() => $"{Kind()}, onnxruntime {OrtEnv.Instance().GetVersionString()}";

    private static string Kind() =>
        typeof(InferenceSession).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == Key)?.Value ?? "nuget";
}
