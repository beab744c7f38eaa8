using LocalVoice.Engines.SmartTurn.Features;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.SmartTurn;

/// <summary>The features of one run, in a tensor that is made once and rewritten. Not thread-safe.</summary>
internal sealed class SmartTurnInput : IDisposable
{
    private readonly LogMelFeatures _features = new();
    private readonly float[] _values = new float[FeatureShape.Bands * FeatureShape.Frames];

    public SmartTurnInput() => Tensors = [OrtValue.CreateTensorValueFromMemory(_values, SmartTurnTensors.InputShape)];

    /// <summary>In the order of <see cref="SmartTurnTensors.Inputs"/>.</summary>
    public OrtValue[] Tensors { get; }

    /// <param name="samples">At 16 kHz; of more than 8 s the last 8 s.</param>
    public void Write(ReadOnlySpan<float> samples) => _features.Write(samples, _values);

    public void Dispose() => Disposal.All(Tensors);
}
