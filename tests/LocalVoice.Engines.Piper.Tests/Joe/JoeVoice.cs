using LocalVoice.Core.Compute;
using LocalVoice.Speech;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Piper.Tests.Joe;

/// <summary>Piper's voice joe, medium, with weights stored as half floats; not ours to distribute.</summary>
public sealed class JoeVoice : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private PiperSynthesizer? _synthesizer;

    internal static string ModelPath
    {
        get
        {
            var path = Repository.Shared("real-models/en_US-joe-medium.onnx");
            Assert.SkipUnless(path is not null, "real-models/en_US-joe-medium.onnx is not in the shared folder (LOCALVOICE_SHARED)");
            return path;
        }
    }

    internal PiperSynthesizer Synthesizer => _synthesizer ??= Create(new PiperOptions());

    /// <summary>The graphs that a start kept.</summary>
    internal IEnumerable<string> KeptParts =>
        Directory.GetFiles(_cache.Path, "*.onnx", SearchOption.AllDirectories).Select(path => Path.GetFileName(path));

    internal PiperSynthesizer Create(PiperOptions options)
    {
        Espeak.SkipIfMissing();
        options.Voices =
        [
            new PiperVoiceOptions
            {
                Name = "joe",
                ModelPath = ModelPath,
                Languages = ["en"],
            },
        ];
        (options.NoiseScale, options.NoiseWidth, options.CacheFolder) = (0, 0, _cache.Path);
        return new(options, new ComputeBudget(2, TimeProvider.System), NullLogger<PiperSynthesizer>.Instance);
    }

    internal static async Task<List<float[]>> Speak(PiperSynthesizer synthesizer, string text)
    {
        var chunks = new List<float[]>();
        await foreach (var chunk in synthesizer.SynthesizeAsync(new SynthesisRequest(text, "en"), TestContext.Current.CancellationToken))
        {
            chunks.Add(chunk.Samples.ToArray());
        }

        return chunks;
    }

    public void Dispose()
    {
        _synthesizer?.Dispose();
        _cache.Dispose();
    }
}
