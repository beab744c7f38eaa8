using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Silero.Tests;

public sealed class SileroModelFileTests
{
    [Fact]
    public void A_missing_model_is_named_with_what_to_do()
    {
        var failure = Assert.Throws<EngineException>(() => Factory("no/such/model.onnx"));
        Assert.Contains("no/such/model.onnx", failure.Message, StringComparison.Ordinal);
        Assert.Contains("scripts/setup.sh", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_model_is_refused_by_its_tensors()
    {
        var failure = Assert.Throws<EngineException>(() => Factory(Repository.StarterModel("starter-voice.onnx")));
        Assert.Contains("not a Silero VAD", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        var failure = Assert.Throws<EngineException>(() => Factory(Repository.StarterModel("README.md")));
        Assert.Contains("is no ONNX model", failure.Message, StringComparison.Ordinal);
    }

    private static SileroVadFactory Factory(string path) =>
        new(new SileroOptions { ModelPath = path }, NullLogger<SileroVadFactory>.Instance);
}
