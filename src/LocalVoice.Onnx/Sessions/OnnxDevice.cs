using System.Globalization;
using LocalVoice.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Onnx.Sessions;

/// <summary>The device of a session: <c>cpu</c> or <c>cuda:N</c>.</summary>
public sealed record OnnxDevice(int? CudaOrdinal)
{
    private const string CudaProvider = "CUDAExecutionProvider";

    static OnnxDevice() => OnnxTelemetry.Disable();

    public static OnnxDevice Cpu { get; } = new((int?)null);

    /// <exception cref="EngineException">The name is neither <c>cpu</c>, <c>cuda</c> nor <c>cuda:N</c>.</exception>
    public static OnnxDevice Parse(string name)
    {
        if (name.Equals("cpu", StringComparison.OrdinalIgnoreCase))
        {
            return Cpu;
        }

        var parts = name.Split(':', 2);
        var ordinal = 0;
        var known =
            parts[0].Equals("cuda", StringComparison.OrdinalIgnoreCase)
            && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ordinal));
        return known ? new OnnxDevice(ordinal) : throw new EngineException($"Device is '{name}': it must be cpu, cuda or cuda:N.");
    }

    /// <exception cref="EngineException">
    /// CUDA is requested, but this build of ONNX Runtime or this machine does not provide it.
    /// </exception>
    public void AddTo(SessionOptions options)
    {
        if (CudaOrdinal is not { } ordinal)
        {
            return;
        }

        if (!OrtEnv.Instance().GetAvailableProviders().Contains(CudaProvider))
        {
            throw new EngineException(
                $"Device is '{this}', but this build of ONNX Runtime has no CUDA provider. "
                    + "Build with EngineDevice=cuda, or set the device to cpu."
            );
        }

        try
        {
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(
                new Dictionary<string, string>
                {
                    ["device_id"] = ordinal.ToString(CultureInfo.InvariantCulture),

                    // The default, EXHAUSTIVE, searches again for every new shape, and every sentence has one.
                    ["cudnn_conv_algo_search"] = "HEURISTIC",
                    ["arena_extend_strategy"] = "kSameAsRequested",
                }
            );
            options.AppendExecutionProvider_CUDA(cuda);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new EngineException($"Device is '{this}', but CUDA cannot be used here: {failure.Message}", failure);
        }
    }

    public override string ToString() =>
        CudaOrdinal is { } ordinal ? string.Create(CultureInfo.InvariantCulture, $"cuda:{ordinal}") : "cpu";
}
