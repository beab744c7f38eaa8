using LocalVoice.Core.Compute;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.SmartTurn.Tests;

/// <summary>One model for all tests of a class.</summary>
public sealed class SmartTurnFixture : IDisposable
{
    private const string File = "real-models/smart-turn-v3.2-cpu.onnx";

    private SmartTurnModel? _model;

    internal ComputeBudget Budget { get; } = new(2, TimeProvider.System);

    internal SmartTurnModel Model
    {
        get
        {
            var path = Repository.Shared(File);
            Assert.SkipWhen(path is null, $"{File} is not in the shared folder.");
            return _model ??= new SmartTurnModel(new SmartTurnOptions { ModelPath = path }, Budget, NullLogger<SmartTurnModel>.Instance);
        }
    }

    public void Dispose() => _model?.Dispose();
}
