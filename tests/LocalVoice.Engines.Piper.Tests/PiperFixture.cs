using LocalVoice.Core.Compute;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Piper.Tests;

/// <summary>One synthesizer with the starter voices, without chance, for all tests of a class.</summary>
public sealed class PiperFixture : IDisposable
{
    // One for the process: what one class's synthesizer cut, the next finds.
    private static readonly TemporaryFolder Cache = Temporary();

    private PiperSynthesizer? _synthesizer;

    internal PiperSynthesizer Synthesizer
    {
        get
        {
            Espeak.SkipIfMissing();
            return _synthesizer ??= Create(StarterOptions());
        }
    }

    public void Dispose() => _synthesizer?.Dispose();

    private static TemporaryFolder Temporary()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }

    internal static PiperSynthesizer Create(PiperOptions options, ILogger<PiperSynthesizer>? logger = null) =>
        new(options, new ComputeBudget(2, TimeProvider.System), logger ?? NullLogger<PiperSynthesizer>.Instance);

    internal static PiperOptions StarterOptions() =>
        new()
        {
            Voices = [StarterVoice("vega"), StarterVoice("linda")],
            CacheFolder = Cache.Path,
            NoiseScale = 0,
            NoiseWidth = 0,
        };

    internal static PiperVoiceOptions StarterVoice(string name) =>
        new()
        {
            Name = name,
            ModelPath = Repository.StarterModel("starter-voice.onnx"),
            Languages = ["es", "ca", "en"],
        };
}
