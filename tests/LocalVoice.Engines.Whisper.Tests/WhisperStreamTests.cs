using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Engines.Whisper.Scheduling;
using LocalVoice.Engines.Whisper.Tests.Fakes;
using LocalVoice.Engines.Whisper.Utterances;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Whisper.Tests;

/// <summary>What a stream does on the thread of a session, whose audio waits meanwhile.</summary>
public sealed class WhisperStreamTests
{
    // Of two minutes, which take 4 MB, the seconds are read in which the first cut is.
    private const int LittleMemory = 512 * 1024;

    [ThreadStatic]
    private static bool _asking;

    private readonly AskedChunkDecoder _chunks = new();

    [Fact]
    public async Task An_interim_of_a_long_utterance_is_decoded_beside_whoever_asks_for_it()
    {
        await using var stream = Stream(SpokenSamples.Noise(120));

        Assert.NotNull(await AskAsync(() => stream.DecodeInterimAsync(CancellationToken.None)));

        Assert.True(_chunks.Decodes > 10);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(120)]
    public async Task So_is_a_final(int seconds)
    {
        await using var stream = Stream(SpokenSamples.Noise(seconds));

        Assert.StartsWith("Hola.", (await AskAsync(() => stream.DecodeFinalAsync(CancellationToken.None))).Text, StringComparison.Ordinal);
    }

    private async Task<T> AskAsync<T>(Func<ValueTask<T>> decode)
    {
        _asking = true;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var decoding = decode();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        _asking = false;
        var result = await decoding;
        Assert.InRange(allocated, 0, LittleMemory);
        Assert.False(_chunks.DecodedForAsker);
        return result;
    }

    private WhisperStream Stream(float[] samples)
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(1), maxConcurrent: 1, maxThreads: 0, canYield: false);
        var stream = new WhisperStream(
            new WhisperUtterance(new(), "es", "", NullLogger.Instance),
            new UtteranceDecoder(_chunks, new(new()), NullLogger.Instance),
            scheduler,
            new(),
            new(TimeProvider.System, NullLogger.Instance)
        );
        stream.Append(samples);
        return stream;
    }

    /// <summary>Tells whether a decode ran on the thread that asked for it, before that thread got its task.</summary>
    private sealed class AskedChunkDecoder : IChunkDecoder
    {
        public int Decodes { get; private set; }

        public bool DecodedForAsker { get; private set; }

        public Task<Hypothesis> DecodeAsync(
            ReadOnlyMemory<float> samples,
            int audioContext,
            DecodeRequest request,
            CancellationToken cancellationToken
        )
        {
            Decodes++;
            DecodedForAsker |= _asking;
            return Task.FromResult(new Hypothesis("Hola.", "es", [new TranscriptToken("Hola.", -0.1)]));
        }
    }
}
