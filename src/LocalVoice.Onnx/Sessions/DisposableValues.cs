using LocalVoice.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Onnx.Sessions;

/// <summary>Owns the inputs of one run.</summary>
public readonly struct DisposableValues(OrtValue[] items) : IDisposable
{
    public OrtValue[] Items => items;

    public void Dispose() => Disposal.All(items);
}
