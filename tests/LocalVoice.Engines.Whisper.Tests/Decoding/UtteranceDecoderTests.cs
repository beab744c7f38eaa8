using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Engines.Whisper.Scheduling;
using LocalVoice.Engines.Whisper.Tests.Fakes;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Whisper.Tests.Decoding;

public sealed class UtteranceDecoderTests
{
    private const string Loop = "gracias gracias gracias gracias gracias gracias gracias gracias";

    [Fact]
    public async Task A_believable_decode_is_taken_at_the_small_context()
    {
        var chunks = new ScriptedChunkDecoder("Hola.");

        Assert.Equal("Hola.", (await Decode(chunks, 4)).Text);
        Assert.Equal([512], chunks.Asked.Select(asked => asked.AudioContext));
    }

    [Fact]
    public async Task A_guard_that_trips_asks_once_more_at_the_full_context()
    {
        var chunks = new ScriptedChunkDecoder(Loop, "Gracias.");

        Assert.Equal("Gracias.", (await Decode(chunks, 4)).Text);
        Assert.Equal([512, 1500], chunks.Asked.Select(asked => asked.AudioContext));
    }

    [Fact]
    public async Task An_utterance_that_trips_twice_is_dropped()
    {
        var chunks = new ScriptedChunkDecoder(Loop, Loop);
        var heard = await Decode(chunks, 4);

        Assert.Equal("", heard.Text);
        Assert.Empty(heard.Tokens);
    }

    [Fact]
    public async Task A_guard_that_trips_at_the_full_context_asks_no_second_time()
    {
        var chunks = new ScriptedChunkDecoder(Loop);

        Assert.Equal("", (await Decode(chunks, 4, AudioContext.Full)).Text);
        Assert.Single(chunks.Asked);
    }

    [Fact]
    public async Task A_long_utterance_is_decoded_in_chunks_and_joined_in_the_first_ones_language()
    {
        var chunks = new ScriptedChunkDecoder("Uno.", "", "Tres.");
        var heard = await Decode(chunks, 24);

        Assert.Equal("Uno. Tres.", heard.Text);
        Assert.Equal(24 * 16_000, chunks.Asked.Sum(asked => asked.Samples));
        Assert.Equal(["auto", "es", "es"], chunks.Asked.Select(asked => asked.Language));
    }

    private static Task<Hypothesis> Decode(ScriptedChunkDecoder chunks, double seconds, int smallestContext = AudioContext.Safe)
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(1), maxConcurrent: 1, maxThreads: 0);
        var final = new PendingFinal(new(), TimeSpan.FromSeconds(seconds));
        return new UtteranceDecoder(chunks, new(new()), NullLogger.Instance, smallestContext).DecodeAsync(
            UtteranceAudio.Of(SpokenSamples.Noise(seconds)),
            "auto",
            "",
            length => scheduler.BeginAsync(final, length, CancellationToken.None)
        );
    }
}
