using LocalVoice.Engines.SmartTurn.Features;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.SmartTurn;

/// <summary>
/// The model's interface: <c>input_features</c> [batch,80,800] → <c>logits</c> [batch,1], which in spite of its name is a
/// probability.
/// </summary>
internal static class SmartTurnTensors
{
    private const string Input = "input_features";
    private const string Output = "logits";

    public static readonly string[] Inputs = [Input];
    public static readonly string[] Outputs = [Output];

    public static long[] InputShape => [1, FeatureShape.Bands, FeatureShape.Frames];

    /// <exception cref="EngineException">The model's inputs or outputs have other names or shapes.</exception>
    public static void Check(InferenceSession session, string path)
    {
        var (inputs, outputs) = (session.InputMetadata, session.OutputMetadata);
        if (
            !Is(inputs, Input, FeatureShape.Bands, FeatureShape.Frames)
            || !Is(outputs, Output, 1)
            || (inputs.Count, outputs.Count) is not (1, 1)
        )
        {
            throw new EngineException(
                $"{path} is not a Smart Turn v3 model: its tensors are {Text(inputs)} → {Text(outputs)}, not "
                    + $"{Input} [batch,{FeatureShape.Bands},{FeatureShape.Frames}] → {Output} [batch,1]."
            );
        }
    }

    private static bool Is(IReadOnlyDictionary<string, NodeMetadata> tensors, string name, params ReadOnlySpan<int> behindBatch) =>
        tensors.TryGetValue(name, out var tensor)
        && tensor.ElementType == typeof(float)
        && tensor.Dimensions is [<= 1, .. var rest]
        && behindBatch.SequenceEqual(rest);

    private static string Text(IReadOnlyDictionary<string, NodeMetadata> tensors) =>
        string.Join(", ", tensors.Select(tensor => $"{tensor.Key} [{string.Join(',', tensor.Value.Dimensions)}]"));
}
