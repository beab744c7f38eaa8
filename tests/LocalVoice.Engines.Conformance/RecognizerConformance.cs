using LocalVoice.Speech;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Conformance;

/// <summary>What every recogniser does. Derive once per engine; the engine must know the starter domain's sentences.</summary>
public abstract class RecognizerConformance
{
    private const int FrameSamples = 320;

    /// <summary>The engine under test, which the deriving class owns. Skips the test where it cannot run.</summary>
    protected abstract IStreamingRecognizer Recognizer { get; }

    /// <summary>How much new audio the engine wants before it makes another interim.</summary>
    protected virtual TimeSpan InterimPeriod => TimeSpan.FromMilliseconds(300);

    /// <summary>Those whose language the engine knows.</summary>
    protected virtual IEnumerable<SpokenSample> Samples => SpokenSamples.All;

    [Fact]
    public void The_engine_tells_what_serves_the_stage()
    {
        var info = Recognizer.Info;

        Assert.Equal("stt", info.Stage);
        Assert.All([info.Name, info.Model, info.Device, info.Package], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.DoesNotContain('/', info.Model);
    }

    [Fact]
    public async Task It_warms_up() => await Recognizer.WarmUpAsync(CancellationToken.None);

    [Fact]
    public async Task A_final_is_what_was_said()
    {
        var sample = SpokenSamples.BookATable;
        await using var stream = Open(sample);
        stream.Append(sample.Samples.Span);

        var transcript = await stream.DecodeFinalAsync(CancellationToken.None);

        Assert.Equal(Normalised(sample.Text), Normalised(transcript.Text));
        Assert.Equal(transcript.Text.Trim(), transcript.Text);
        Assert.Equal(sample.Language, transcript.Language);
        Assert.Equal(sample.Duration, transcript.AudioDuration);
    }

    [Fact]
    public async Task Tokens_have_log_probabilities_and_make_up_the_text()
    {
        var sample = SpokenSamples.CapitalOfFrance;
        await using var stream = Open(sample);
        stream.Append(sample.Samples.Span);

        var transcript = await stream.DecodeFinalAsync(CancellationToken.None);

        Assert.SkipWhen(transcript.Tokens.Count == 0, "This engine gives no tokens.");
        Assert.All(transcript.Tokens, token => Assert.True(token.LogProbability <= 0));
        Assert.Equal(transcript.Text, string.Concat(transcript.Tokens.Select(token => token.Text)).Trim());
    }

    [Fact]
    public async Task The_stable_text_of_interims_only_grows()
    {
        var sample = SpokenSamples.BookATable;
        await using var stream = Open(sample);

        var interims = await Interims(stream, sample);

        Assert.NotEmpty(interims);
        Assert.All(
            interims.Zip(interims.Skip(1)),
            pair => Assert.StartsWith(pair.First.Stable, pair.Second.Stable, StringComparison.Ordinal)
        );
        Assert.NotEqual("", interims[^1].Stable);
    }

    [Fact]
    public async Task A_tentative_word_behind_stable_ones_begins_with_a_space()
    {
        var sample = SpokenSamples.BookATable;
        await using var stream = Open(sample);

        var interims = await Interims(stream, sample);

        Assert.All(
            interims.Where(interim => interim.Stable.Length > 0 && interim.Tentative.Length > 0),
            interim => Assert.StartsWith(" ", interim.Tentative, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_last_interim_holds_words_of_the_final()
    {
        var sample = SpokenSamples.BookATable;
        await using var stream = Open(sample);
        var interims = await Interims(stream, sample);

        var final = await stream.DecodeFinalAsync(CancellationToken.None);

        var words = Normalised(interims[^1].Stable).Split(' ');
        Assert.Equal(words, Normalised(final.Text).Split(' ').Take(words.Length));
    }

    [Fact]
    public async Task A_final_is_the_same_with_and_without_interims_before_it()
    {
        var sample = SpokenSamples.KitchenLight;
        await using var withInterims = Open(sample);
        await using var without = Open(sample);
        await Interims(withInterims, sample);
        without.Append(sample.Samples.Span);

        var expected = await without.DecodeFinalAsync(CancellationToken.None);

        Assert.Equal(expected.Text, (await withInterims.DecodeFinalAsync(CancellationToken.None)).Text);
    }

    [Fact]
    public async Task More_audio_after_a_final_joins_the_same_utterance()
    {
        var sample = SpokenSamples.BookATable;
        await using var stream = Open(sample);
        stream.Append(sample.Samples.Span[..(sample.Samples.Length / 2)]);
        var first = await stream.DecodeFinalAsync(CancellationToken.None);
        stream.Append(sample.Samples.Span[(sample.Samples.Length / 2)..]);

        var second = await stream.DecodeFinalAsync(CancellationToken.None);

        Assert.NotEqual(Normalised(sample.Text), Normalised(first.Text));
        Assert.Equal(Normalised(sample.Text), Normalised(second.Text));
    }

    [Fact]
    public async Task Utterances_of_one_speaker_know_nothing_of_each_other()
    {
        var (first, second) = (SpokenSamples.CapitalOfItaly, SpokenSamples.BookATable);
        await using (var before = Open(first))
        {
            await Interims(before, first);
        }

        await using var stream = Open(second);
        var empty = await stream.DecodeFinalAsync(CancellationToken.None);
        var interims = await Interims(stream, second);
        var final = await stream.DecodeFinalAsync(CancellationToken.None);

        Assert.Equal("", empty.Text);
        Assert.Equal(Normalised(second.Text), Normalised(final.Text));
        Assert.DoesNotContain(interims, interim => interim.Text.Contains("capital", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    [InlineData(0.099)]
    public async Task Too_little_audio_gives_an_empty_transcript(double seconds)
    {
        await using var stream = Open(SpokenSamples.CapitalOfItaly);
        stream.Append(SpokenSamples.Noise(seconds));

        Assert.Equal("", (await stream.DecodeFinalAsync(CancellationToken.None)).Text);
        Assert.Null(await stream.DecodeInterimAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Silence_gives_an_empty_transcript_of_its_length()
    {
        await using var stream = Open(SpokenSamples.CapitalOfItaly);
        stream.Append(SpokenSamples.Silence(2));

        var transcript = await stream.DecodeFinalAsync(CancellationToken.None);

        Assert.Equal("", transcript.Text);
        Assert.Equal(TimeSpan.FromSeconds(2), transcript.AudioDuration);
    }

    [Fact]
    public async Task Noise_gives_an_empty_transcript()
    {
        await using var stream = Open(SpokenSamples.CapitalOfItaly);
        stream.Append(SpokenSamples.Noise(1.5));

        Assert.Equal("", (await stream.DecodeFinalAsync(CancellationToken.None)).Text);
    }

    [Fact]
    public async Task A_cancelled_final_throws_and_the_stream_lives_on()
    {
        var sample = SpokenSamples.CapitalOfItaly;
        await using var stream = Open(sample);
        stream.Append(sample.Samples.Span);
        using var cancelled = new CancellationTokenSource();
        var running = stream.DecodeFinalAsync(cancelled.Token);
        CancelAtOnce();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await running);
        Assert.Equal(Normalised(sample.Text), Normalised((await stream.DecodeFinalAsync(CancellationToken.None)).Text));

        // On a busy machine a quick decode is done before a thread of the pool comes to cancel it.
        void CancelAtOnce() => cancelled.Cancel();
    }

    [Fact]
    public async Task An_interim_that_a_final_overtakes_gives_nothing_and_the_final_is_whole()
    {
        var sample = SpokenSamples.BookATable;
        await using var stream = Open(sample);
        stream.Append(sample.Samples.Span);
        var interim = stream.DecodeInterimAsync(CancellationToken.None).AsTask();
        var final = await stream.DecodeFinalAsync(CancellationToken.None);

        var overtaken = await interim;
        Assert.True(overtaken is null || Normalised(sample.Text).StartsWith(Normalised(overtaken.Stable), StringComparison.Ordinal));
        Assert.Equal(Normalised(sample.Text), Normalised(final.Text));
    }

    [Fact]
    public async Task Streams_decode_at_the_same_time_without_hearing_each_other()
    {
        var decodes = Samples
            .Concat(Samples)
            .Select(async sample =>
            {
                await using var stream = Open(sample);
                stream.Append(sample.Samples.Span);
                return (
                    Expected: Normalised(sample.Text),
                    Actual: Normalised((await stream.DecodeFinalAsync(CancellationToken.None)).Text)
                );
            });

        Assert.All(await Task.WhenAll(decodes), pair => Assert.Equal(pair.Expected, pair.Actual));
    }

    [Fact]
    public void An_unknown_language_is_refused_by_its_name()
    {
        var failure = Assert.Throws<EngineException>(() => Recognizer.OpenStream(RecognitionOptions.For("tlh")));

        Assert.Contains("tlh", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Says a sentence frame by frame, asking for an interim after each <see cref="InterimPeriod"/>.</summary>
    protected async Task<IReadOnlyList<InterimTranscript>> Interims(IRecognitionStream stream, SpokenSample sample)
    {
        var interims = new List<InterimTranscript>();
        var period = (int)(InterimPeriod.TotalSeconds * 16_000 / FrameSamples);
        for (var frame = 0; (frame + 1) * FrameSamples <= sample.Samples.Length; frame++)
        {
            stream.Append(sample.Samples.Span.Slice(frame * FrameSamples, FrameSamples));
            if ((frame + 1) % period == 0 && await stream.DecodeInterimAsync(CancellationToken.None) is { } interim)
            {
                interims.Add(interim);
            }
        }

        return interims;
    }

    protected static string Normalised(string text) =>
        string.Join(
            ' ',
            text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant())
        );

    private IRecognitionStream Open(SpokenSample sample) => Recognizer.OpenStream(RecognitionOptions.For(sample.Language));
}
