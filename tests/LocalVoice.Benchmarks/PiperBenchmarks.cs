using BenchmarkDotNet.Attributes;
using LocalVoice.Core.Compute;
using LocalVoice.Engines.Piper;
using LocalVoice.Speech;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Benchmarks;

/// <summary>
/// Time to first audio: clause in → first audible chunk out, with the starter voice on one thread; the ratio of the two ways
/// is the figure to compare between machines. Promise: chunked ≤ 40 % of one-shot for a long clause.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
[MedianColumn]
public class PiperBenchmarks : IDisposable
{
    private const string ShortClause = "Buenos días, ¿en qué puedo ayudarle?";

    private const string LongClause =
        "El tren de las ocho sale del andén número cuatro y el de las nueve y media sale del andén número siete, "
        + "pero hoy los dos llegan con veinte minutos de retraso porque ha nevado en la montaña durante toda la noche.";

    private PiperSynthesizer _oneShot = null!;
    private PiperSynthesizer _chunked = null!;

    [Params("short", "long")]
    public string Clause { get; set; } = "long";

    private SynthesisRequest Request => new(Clause == "long" ? LongClause : ShortClause, "es");

    [GlobalSetup]
    public void Load()
    {
        _oneShot = Create(new PiperOptions { OneShotFrames = 4096 });
        _chunked = Create(new PiperOptions());
    }

    [Benchmark(Baseline = true)]
    public Task<int> OneShotFirstChunk() => FirstChunkAsync(_oneShot);

    [Benchmark]
    public Task<int> ChunkedFirstChunk() => FirstChunkAsync(_chunked);

    /// <summary>What the context of each chunk costs in all.</summary>
    [Benchmark]
    public async Task<int> ChunkedWholeClause()
    {
        var samples = 0;
        await foreach (var chunk in _chunked.SynthesizeAsync(Request, CancellationToken.None))
        {
            samples += chunk.Samples.Length;
        }

        return samples;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _oneShot?.Dispose();
        _chunked?.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<int> FirstChunkAsync(PiperSynthesizer synthesizer)
    {
        await foreach (var chunk in synthesizer.SynthesizeAsync(Request, CancellationToken.None))
        {
            return chunk.Samples.Length;
        }

        return 0;
    }

    private static PiperSynthesizer Create(PiperOptions options)
    {
        options.Voices = [new PiperVoiceOptions { Name = "vega", ModelPath = Repository.StarterModel("starter-voice.onnx") }];
        (options.NoiseScale, options.NoiseWidth) = (0, 0);
        return new PiperSynthesizer(options, new ComputeBudget(1, TimeProvider.System), NullLogger<PiperSynthesizer>.Instance);
    }
}
