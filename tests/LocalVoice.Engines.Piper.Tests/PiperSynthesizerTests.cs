using LocalVoice.Compute;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Piper.Tests;

public sealed class PiperSynthesizerTests(PiperFixture piper) : IClassFixture<PiperFixture>
{
    private const string LongClause =
        "El tren de las ocho sale del andén número cuatro y el de las nueve y media sale del andén número siete, por la otra puerta.";

    [Fact]
    public async Task A_long_clause_leaves_in_growing_chunks_of_which_the_first_is_short()
    {
        var chunks = await Speak(piper.Synthesizer, LongClause);
        Assert.True(chunks.Count > 3);
        Assert.InRange(chunks[0].Length, 1, 2 * 12 * 256);
        Assert.True(chunks[^2].Length > chunks[0].Length);
    }

    [Fact]
    public async Task Chunked_speech_equals_speech_in_one_go()
    {
        Espeak.SkipIfMissing();
        var options = PiperFixture.StarterOptions();
        options.OneShotFrames = 4096;
        using var oneShot = PiperFixture.Create(options);
        var whole = await Speak(oneShot, LongClause);
        float[] chunked = [.. (await Speak(piper.Synthesizer, LongClause)).SelectMany(chunk => chunk)];
        Assert.Single(whole);
        Assert.Equal(whole[0].Length, chunked.Length);
        Assert.InRange(whole[0].Zip(chunked, (a, b) => Math.Abs(a - b)).Max(), 0f, 1e-4f);
    }

    [Fact]
    public async Task Without_noise_the_same_words_sound_the_same_also_side_by_side()
    {
        var synthesizer = piper.Synthesizer;
        var expected = await Speak(synthesizer, LongClause);
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Speak(synthesizer, LongClause))));
        Assert.All(others, actual => Assert.Equal(expected, actual));
    }

    [Fact]
    public async Task Voices_of_one_model_are_its_speakers()
    {
        Assert.Equal(["vega", "linda"], piper.Synthesizer.Voices);
        Assert.Equal(["es", "ca", "en"], piper.Synthesizer.Languages);
        Assert.Equal(["es", "ca", "en"], piper.Synthesizer.LanguagesOf(piper.Synthesizer.Voices[0]));
        Assert.Equal(22_050, piper.Synthesizer.SampleRateHz);
        Assert.NotEqual(await Speak(piper.Synthesizer, "Hola.", voice: "vega"), await Speak(piper.Synthesizer, "Hola.", voice: "linda"));
        Assert.Equal(await Speak(piper.Synthesizer, "Hola.", voice: "vega"), await Speak(piper.Synthesizer, "Hola."));
    }

    [Fact]
    public async Task The_language_decides_how_the_same_letters_sound() =>
        Assert.NotEqual(await Speak(piper.Synthesizer, "Hotel central.", "es"), await Speak(piper.Synthesizer, "Hotel central.", "en"));

    [Theory]
    [InlineData(false, ComputeWork.Synthesis)]
    [InlineData(true, ComputeWork.Speculation)]
    public async Task Every_chunk_is_computed_under_its_own_lease_of_one_thread(bool speculative, ComputeWork work)
    {
        Espeak.SkipIfMissing();
        var budget = new RecordedBudget();
        using var synthesizer = new PiperSynthesizer(PiperFixture.StarterOptions(), budget, NullLogger<PiperSynthesizer>.Instance);
        var chunks = 0;
        await foreach (var _ in synthesizer.SynthesizeAsync(new SynthesisRequest(LongClause, "es") { Speculative = speculative }, default))
        {
            chunks++;
            Assert.Equal(0, budget.Held);
        }

        Assert.True(budget.Leases.Count >= chunks);
        Assert.All(budget.Leases, lease => Assert.Equal((work, 1), lease));
    }

    [Fact]
    public void Phonemize_shows_sentences_with_their_ids()
    {
        var sentences = piper.Synthesizer.Phonemize("Hola, mundo. ¿Qué tal?", "es");
        Assert.Equal(["ˈola, mˈundo.", "kˈe tˈal?"], sentences.Select(sentence => string.Concat(sentence.Phonemes)));
        Assert.All(sentences, sentence => Assert.Equal((1, 0, 2), (sentence.Ids[0], sentence.Ids[1], sentence.Ids[^1])));
    }

    [Fact]
    public void Phonemize_takes_the_name_of_any_espeak_voice() =>
        Assert.Equal("ɡˈuːtən tˈɑːk.", string.Concat(piper.Synthesizer.Phonemize("Guten Tag.", "de").Single().Phonemes));

    private static async Task<List<float[]>> Speak(PiperSynthesizer synthesizer, string text, string language = "es", string? voice = null)
    {
        var chunks = new List<float[]>();
        await foreach (var chunk in synthesizer.SynthesizeAsync(new SynthesisRequest(text, language, voice), CancellationToken.None))
        {
            chunks.Add(chunk.Samples.ToArray());
        }

        return chunks;
    }
}
