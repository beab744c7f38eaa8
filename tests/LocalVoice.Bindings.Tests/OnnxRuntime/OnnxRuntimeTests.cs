using LocalVoice.Testing.Files;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Bindings.Tests.OnnxRuntime;

/// <summary>That Microsoft's sources and the native library beside them belong together.</summary>
public sealed class OnnxRuntimeTests
{
    [Fact]
    public void The_native_library_lies_beside_the_application() =>
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "libonnxruntime.so")));

    [Fact]
    public void The_native_library_has_the_version_that_the_sources_were_written_for() =>
        Assert.StartsWith("1.29.", OrtEnv.Instance().GetVersionString(), StringComparison.Ordinal);

    [Fact]
    public void A_real_model_runs_and_gives_silence_for_nothing_said()
    {
        using var session = new InferenceSession(Repository.StarterModel("starter-voice.onnx"));
        using var input = OrtValue.CreateTensorValueFromMemory(new long[] { 1, 0, 2 }, [1, 3]);
        using var lengths = OrtValue.CreateTensorValueFromMemory(new long[] { 3 }, [1]);
        using var scales = OrtValue.CreateTensorValueFromMemory(new float[] { 0, 1, 0 }, [3]);
        using var speaker = OrtValue.CreateTensorValueFromMemory(new long[] { 0 }, [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(
            options, ["input", "input_lengths", "scales", "sid"], [input, lengths, scales, speaker], ["output"]);
        var samples = outputs[0].GetTensorDataAsSpan<float>();
        Assert.NotEqual(0, samples.Length);
        Assert.Equal(0, samples.Length % 256);
        Assert.All(samples.ToArray(), sample => Assert.InRange(Math.Abs(sample), 0f, 0.05f));
    }
}
