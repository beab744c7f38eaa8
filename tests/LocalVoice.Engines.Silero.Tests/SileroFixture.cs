using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Silero.Tests;

/// <summary>One detector factory for all tests of a class.</summary>
public sealed class SileroFixture : IDisposable
{
    private SileroVadFactory? _factory;

    internal SileroVadFactory Factory
    {
        get
        {
            Assert.SkipUnless(File.Exists(Repository.SileroModel), "models/cache/silero_vad_v6.onnx is missing: run scripts/setup.sh.");
            return _factory ??= new SileroVadFactory(
                new SileroOptions { ModelPath = Repository.SileroModel },
                NullLogger<SileroVadFactory>.Instance
            );
        }
    }

    public void Dispose() => _factory?.Dispose();
}
