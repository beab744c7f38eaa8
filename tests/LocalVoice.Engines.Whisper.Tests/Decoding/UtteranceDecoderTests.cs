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
        Assert.Equal([320], chunks.Asked.Select(asked => asked.AudioContext));
    }

    [Fact]
    public async Task A_guard_that_trips_asks_once_more_at_twice_the_context()
    {
        var chunks = new ScriptedChunkDecoder(Loop, "Gracias.");

        Assert.Equal("Gracias.", (await Decode(chunks, 4)).Text);
        Assert.Equal([320, 640], chunks.Asked.Select(asked => asked.AudioContext));
    }

    [Fact]
    public async Task The_whole_window_is_the_last_resort()
    {
        var chunks = new ScriptedChunkDecoder(Loop, Loop, "Gracias.");

        Assert.Equal("Gracias.", (await Decode(chunks, 4)).Text);
        Assert.Equal([320, 640, 1500], chunks.Asked.Select(asked => asked.AudioContext));
    }

    [Fact]
    public async Task An_utterance_that_trips_at_every_context_is_dropped()
    {
        var chunks = new ScriptedChunkDecoder(Loop, Loop, Loop);
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

    [Fact]
    public async Task What_was_decoded_before_is_not_decoded_again_and_tells_how_the_rest_goes_on()
    {
        var chunks = new ScriptedChunkDecoder("porque llueve.");
        SpeechPart before = new(2 * 16_000, new("Me quedo en casa.", "es", []));

        var heard = await Decode(chunks, 4, before: [before]);

        Assert.Equal("Me quedo en casa porque llueve.", heard.Text);
        Assert.Equal([(2 * 16_000, "Me quedo en casa")], chunks.Asked.Select(asked => (asked.Samples, asked.Prompt)));
    }

    [Fact]
    public async Task A_sentence_of_its_own_leaves_the_one_before_its_full_stop()
    {
        var chunks = new ScriptedChunkDecoder("Mañana salgo.");
        SpeechPart before = new(2 * 16_000, new("Me quedo en casa.", "es", []));

        Assert.Equal("Me quedo en casa. Mañana salgo.", (await Decode(chunks, 4, before: [before])).Text);
    }

    private static async Task<Hypothesis> Decode(
        ScriptedChunkDecoder chunks,
        double seconds,
        int smallestContext = AudioContext.Smallest,
        params IReadOnlyList<SpeechPart> before
    )
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(1), maxConcurrent: 1, maxThreads: 0, canYield: false);
        var final = new PendingFinal(new(), TimeSpan.FromSeconds(seconds));
        var input = new DecodeInput(UtteranceAudio.Of(SpokenSamples.Noise(seconds)), before, "auto", "");
        var parts = await new UtteranceDecoder(chunks, new(new()), NullLogger.Instance, smallestContext).DecodeAsync(
            input,
            length => scheduler.BeginAsync(final, length, CancellationToken.None)
        );
        return SpeechParts.Join(parts);
    }
}
