using LocalVoice.Speech;
using Xunit;

namespace LocalVoice.Engines.Conformance;

/// <summary>What every synthesizer promises. A derived suite supplies the engine and a language that it speaks.</summary>
public abstract class SynthesizerConformance
{
    /// <summary>The engine under test. Skips where it cannot run.</summary>
    protected abstract ISpeechSynthesizer Synthesizer { get; }

    protected virtual string Language => "es";

    protected virtual string Clause => "Buenos días, ¿en qué puedo ayudarle?";

    /// <summary>Long enough to leave the engine in more than one chunk, where it streams.</summary>
    protected virtual string LongText =>
        "El tren de las ocho sale del andén número cuatro, y el de las nueve y media sale del andén número siete, "
        + "pero hoy los dos llegan con veinte minutos de retraso porque ha nevado en la montaña durante toda la noche. "
        + "Gracias por su paciencia. El servicio vuelve a la normalidad por la tarde.";

    /// <summary>A speed that the engine can do, far above 1.</summary>
    protected virtual double Fast => 2;

    /// <summary>A speed that the engine can do, far below 1.</summary>
    protected virtual double Slow => 0.5;

    [Fact]
    public void Names_itself_as_the_stage_tts()
    {
        Assert.Equal("tts", Synthesizer.Info.Stage);
        Assert.NotEmpty(Synthesizer.Info.Package);
        Assert.NotEmpty(Synthesizer.Voices);
    }

    [Fact]
    public async Task Warms_up() => await Synthesizer.WarmUpAsync(CancellationToken.None);

    [Fact]
    public async Task A_clause_becomes_between_a_half_and_ten_seconds_of_audible_speech()
    {
        var speech = await SpeakAsync(new SynthesisRequest(Clause, Language));
        Assert.InRange(speech.Length / (double)Synthesizer.SampleRateHz, 0.5, 10);
        Assert.InRange(speech.Max(Math.Abs), 0.05f, 1f);
        Assert.All(speech, sample => Assert.True(float.IsFinite(sample)));
    }

    [Fact]
    public async Task No_chunk_is_empty()
    {
        var chunks = await ChunksAsync(new SynthesisRequest(LongText, Language));
        Assert.All(chunks, chunk => Assert.NotEqual(0, chunk.Samples.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData(" … ¡! — .")]
    public async Task Text_without_anything_to_pronounce_gives_no_chunk(string text) =>
        Assert.Empty(await ChunksAsync(new SynthesisRequest(text, Language)));

    [Fact]
    public async Task Speech_begins_within_ten_milliseconds_of_the_first_sample()
    {
        foreach (var voice in Synthesizer.Voices)
        {
            var speech = await SpeakAsync(new SynthesisRequest(Clause, Language, voice));
            Assert.InRange(SilentFrames.Leading(speech, Synthesizer.SampleRateHz), 0, 1);
        }
    }

    [Fact]
    public async Task Speed_divides_the_time_that_speech_takes()
    {
        var normal = await SpeakAsync(new SynthesisRequest(LongText, Language));
        var fast = await SpeakAsync(new SynthesisRequest(LongText, Language, Speed: Fast));
        var slow = await SpeakAsync(new SynthesisRequest(LongText, Language, Speed: Slow));
        Assert.InRange(Fast * fast.Length / normal.Length, 0.8, 1.3);
        Assert.InRange(Slow * slow.Length / normal.Length, 0.8, 1.1);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(4.5)]
    [InlineData(double.NaN)]
    public async Task A_speed_out_of_range_is_refused(double speed) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ChunksAsync(new SynthesisRequest(Clause, Language, Speed: speed)));

    [Fact]
    public async Task An_unknown_voice_means_the_default_voice()
    {
        var speech = await SpeakAsync(new SynthesisRequest(Clause, Language, "nobody"));
        Assert.NotEmpty(speech);
    }

    [Fact]
    public async Task An_unknown_language_is_refused_by_name()
    {
        var failure = await Assert.ThrowsAsync<EngineException>(() => ChunksAsync(new SynthesisRequest(Clause, "qq-nowhere")));
        Assert.Contains("qq-nowhere", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_request_gives_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ChunksAsync(new SynthesisRequest(Clause, Language), cancelled));
    }

    [Fact]
    public async Task Cancelling_after_the_first_chunk_ends_the_stream_with_it()
    {
        using var cancel = new CancellationTokenSource();
        await using var chunks = Synthesizer
            .SynthesizeAsync(new SynthesisRequest(LongText, Language), cancel.Token)
            .GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await chunks.MoveNextAsync());
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await chunks.MoveNextAsync());
    }

    [Fact]
    public async Task Sessions_speak_side_by_side()
    {
        var requests = Enumerable
            .Range(0, 6)
            .Select(i => new SynthesisRequest(Clause, Language, Synthesizer.Voices[i % Synthesizer.Voices.Count])
            {
                Speculative = i % 2 == 1,
            });
        var speeches = await Task.WhenAll(requests.Select(request => Task.Run(() => SpeakAsync(request))));
        Assert.All(speeches, speech => Assert.InRange(speech.Length, Synthesizer.SampleRateHz / 2, 10 * Synthesizer.SampleRateHz));
    }

    [Fact]
    public async Task A_long_text_is_spoken_to_its_end()
    {
        var once = await SpeakAsync(new SynthesisRequest(LongText, Language));
        var twice = await SpeakAsync(new SynthesisRequest($"{LongText} {LongText}", Language));
        Assert.InRange(twice.Length / (double)once.Length, 1.9, 2.2);
    }

    protected async Task<float[]> SpeakAsync(SynthesisRequest request) =>
        [.. (await ChunksAsync(request)).SelectMany(chunk => chunk.Samples.ToArray())];

    protected async Task<List<SpeechChunk>> ChunksAsync(SynthesisRequest request, CancellationToken cancellationToken = default)
    {
        var chunks = new List<SpeechChunk>();
        await foreach (var chunk in Synthesizer.SynthesizeAsync(request, cancellationToken))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }
}
