using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Graph;

/// <summary>A Piper model's input for one sentence.</summary>
/// <param name="Ids">Phoneme ids, <c>^ _ … $</c>.</param>
/// <param name="Scales">Noise, length and noise width.</param>
/// <param name="Speaker">Ignored by models with one speaker.</param>
internal readonly record struct SynthesisInput(long[] Ids, SynthesisScales Scales, int Speaker)
{
    private const string SpeakerName = "sid";

    /// <summary>The input tensors in the order of <paramref name="names"/>. The caller disposes them.</summary>
    public OrtValue[] Tensors(IReadOnlyList<string> names)
    {
        var input = this;
        return [.. names.Select(name => input.Tensor(name))];
    }

    private OrtValue Tensor(string name) =>
        name switch
        {
            "input" => OrtValue.CreateTensorValueFromMemory(Ids, [1, Ids.Length]),
            "input_lengths" => OrtValue.CreateTensorValueFromMemory(new long[] { Ids.Length }, [1]),
            "scales" => OrtValue.CreateTensorValueFromMemory(new[] { Scales.Noise, Scales.Length, Scales.NoiseWidth }, [3]),
            SpeakerName => OrtValue.CreateTensorValueFromMemory(new long[] { Speaker }, [1]),
            _ => throw new EngineException($"The voice's model wants an input '{name}', which Piper models do not have."),
        };
}

/// <summary>Scales of a synthesis. Length is a factor: 2 is half the speed.</summary>
internal readonly record struct SynthesisScales(float Noise, float Length, float NoiseWidth);
