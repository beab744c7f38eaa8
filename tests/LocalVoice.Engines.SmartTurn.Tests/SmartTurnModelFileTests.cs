using LocalVoice.Core.Compute;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.SmartTurn.Tests;

public sealed class SmartTurnModelFileTests
{
    [Fact]
    public void A_missing_model_is_named_with_what_to_do()
    {
        var failure = Assert.Throws<EngineException>(() => Model("no/such/model.onnx"));

        Assert.Contains("no/such/model.onnx", failure.Message, StringComparison.Ordinal);
        Assert.Contains("models pull", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_model_is_refused_with_its_file_and_tensors_and_those_that_are_needed()
    {
        var path = Repository.StarterModel("starter-voice.onnx");

        var failure = Assert.Throws<EngineException>(() => Model(path));

        Assert.StartsWith($"{path} is not a Smart Turn v3 model: its tensors are input [", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("not input_features [batch,80,800] → logits [batch,1].", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        var failure = Assert.Throws<EngineException>(() => Model(Repository.StarterModel("README.md")));

        Assert.Contains("is no ONNX model", failure.Message, StringComparison.Ordinal);
    }

    private static SmartTurnModel Model(string path) =>
        new(new SmartTurnOptions { ModelPath = path }, new ComputeBudget(1, TimeProvider.System), NullLogger<SmartTurnModel>.Instance);
}
