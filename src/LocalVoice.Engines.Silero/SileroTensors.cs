using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Silero;

/// <summary>
/// The model's interface: <c>input</c> [1,576] (64 samples of context, 512 new), <c>state</c> [2,1,128], <c>sr</c> →
/// <c>output</c> [1,1], <c>stateN</c>.
/// </summary>
internal static class SileroTensors
{
    public const int SampleRateHz = 16_000;
    public const int WindowSamples = 512;
    public const int ContextSamples = 64;
    public const int InputSamples = ContextSamples + WindowSamples;
    public const int StateValues = 2 * 128;

    public const string Input = "input";
    public const string State = "state";
    public const string SampleRate = "sr";
    public const string Output = "output";
    public const string NextState = "stateN";

    public static long[] InputShape => [1, InputSamples];

    public static long[] StateShape => [2, 1, 128];

    public static long[] OutputShape => [1, 1];

    /// <exception cref="EngineException">The model's inputs or outputs have other names.</exception>
    public static void Check(InferenceSession session, string path)
    {
        var names = session.InputMetadata.Keys.Concat(session.OutputMetadata.Keys).ToHashSet();
        if (!names.SetEquals([Input, State, SampleRate, Output, NextState]))
        {
            throw new EngineException($"{path} is not a Silero VAD v5 or v6 model: its tensors are {string.Join(", ", names)}.");
        }
    }
}
