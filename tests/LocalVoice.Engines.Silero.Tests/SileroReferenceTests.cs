using System.Text.Json;
using LocalVoice.Testing.Files;

namespace LocalVoice.Engines.Silero.Tests;

/// <summary>Against probabilities that reference.mjs computed with ONNX Runtime's WebAssembly build.</summary>
public sealed class SileroReferenceTests(SileroFixture silero) : IClassFixture<SileroFixture>
{
    private const double Tolerance = 1e-3;

    [Theory]
    [InlineData("silero-test.wav")]
    [InlineData("kennedy.wav")]
    public void Probabilities_of_real_speech_equal_the_reference(string recording)
    {
        var path = Repository.Shared($"audio/{recording}");
        Assert.SkipWhen(path is null, $"audio/{recording} is not in the shared folder.");
        var expected = Golden()[recording];
        var audio = Recording.Read(path);
        using var detector = silero.Factory.Create();
        Assert.Equal(expected.Length, audio.Length / detector.WindowSamples);
        for (var i = 0; i < expected.Length; i++)
        {
            var actual = detector.Probability(audio.AsSpan(i * detector.WindowSamples, detector.WindowSamples));
            Assert.True(Math.Abs(expected[i] - actual) <= Tolerance, $"window {i}: {actual} instead of {expected[i]}");
        }
    }

    private static Dictionary<string, double[]> Golden()
    {
        var path = Path.Combine(Repository.Root, "tests", "LocalVoice.Engines.Silero.Tests", "silero-golden.json");
        return JsonSerializer.Deserialize<Dictionary<string, double[]>>(File.ReadAllText(path))!;
    }
}
