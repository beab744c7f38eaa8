using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>What the encoder made of a sentence, by name.</summary>
/// <param name="values">In the order of <paramref name="names"/>; owned by this.</param>
internal sealed class EncodedTensors(string[] names, IDisposableReadOnlyCollection<OrtValue> values) : IDisposable
{
    public bool Has(string name) => names.Contains(name);

    /// <param name="name">One that it has.</param>
    public BoundaryTensor Of(string name) => BoundaryTensor.Of(values[Array.IndexOf(names, name)]);

    /// <param name="durations">Null: the model has none.</param>
    public IReadOnlyList<int> FramesPerId(string? durations) =>
        durations is null ? [] : [.. Of(durations).Value.GetTensorDataAsSpan<float>().ToArray().Select(count => (int)count)];

    public void Dispose() => values.Dispose();
}
