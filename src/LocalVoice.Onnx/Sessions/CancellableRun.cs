using LocalVoice.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Onnx.Sessions;

/// <summary>Runs a session so that cancellation stops it between two nodes of the graph.</summary>
public static class CancellableRun
{
    /// <returns>The outputs, in the order of <paramref name="outputs"/>. The caller disposes them.</returns>
    /// <exception cref="EngineException">The model failed.</exception>
    public static IDisposableReadOnlyCollection<OrtValue> Run(
        InferenceSession session,
        string[] inputs,
        OrtValue[] values,
        string[] outputs,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var options = new RunOptions();
        using var registration = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, options);
        try
        {
            return session.Run(options, inputs, values, outputs);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new EngineException($"The model failed: {failure.Message}", failure);
        }
    }
}
