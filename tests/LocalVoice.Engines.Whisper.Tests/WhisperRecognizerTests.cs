using LocalVoice.Compute;
using LocalVoice.Engines.Whisper.Loading;
using LocalVoice.Engines.Whisper.Tests.Fakes;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;
using Whisper.net;
using Whisper.net.LibraryLoader;

namespace LocalVoice.Engines.Whisper.Tests;

public sealed class WhisperRecognizerTests(StarterRecognizer starter) : IClassFixture<StarterRecognizer>
{
    [Fact]
    public void It_tells_model_device_and_package()
    {
        var info = starter.Recognizer.Info;

        Assert.Equal(("stt", "whisper", "starter-stt.bin", "cpu"), (info.Stage, info.Name, info.Model, info.Device));
        Assert.Matches("^Whisper.net [0-9.]+", info.Package);
        Assert.Subset(starter.Recognizer.Languages.ToHashSet(), new HashSet<string> { "ca", "en", "es" });
    }

    [Fact]
    public void A_GPU_that_is_not_there_stops_the_start()
    {
        var failure = Assert.Throws<EngineException>(() =>
            StarterRecognizer.Create(new() { ModelPath = StarterRecognizer.Model, UseGpu = true }, new(2))
        );

        Assert.Contains("Stt:UseGpu", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Cpu", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_after_the_decodes_that_were_given_up()
    {
        var recognizer = StarterRecognizer.Create(new() { ModelPath = StarterRecognizer.Model }, starter.Budget);
        await using var stream = recognizer.OpenStream(new("es", []));
        stream.Append(SpokenSamples.CapitalOfItaly.Samples.Span);
        using var givenUp = new CancellationTokenSource();
        var decode = stream.DecodeFinalAsync(givenUp.Token).AsTask();
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decode);

        await recognizer.DisposeAsync();

        Assert.True(recognizer.IsFreed);
    }

    [Fact]
    public async Task A_library_that_finds_no_GPU_is_noticed_at_the_first_decode()
    {
        using var watch = new MissingGpuWatch();
        using var factory = WhisperFactory.FromPath(StarterRecognizer.Model, new() { UseGpu = true });
        Assert.SkipWhen(RuntimeOptions.LoadedLibrary is RuntimeLibrary.Cuda or RuntimeLibrary.Cuda12, "This machine has a GPU.");

        await using var processor = factory.CreateBuilder().WithThreads(1).WithLanguage("es").WithAudioContextSize(512).Build();
        await foreach (var _ in processor.ProcessAsync(SpokenSamples.CapitalOfItaly.Samples, CancellationToken.None))
        {
            break;
        }

        Assert.True(watch.FoundNone);
    }

    [Fact]
    public async Task A_vocabulary_leaves_other_words_as_they_are()
    {
        var sample = SpokenSamples.BookATable;

        var transcript = await Final(new("es", ["mesa", "viernes"]), sample.Samples);

        Assert.Equal(sample.Text, transcript.Text);
    }

    [Fact]
    public void A_model_that_is_not_there_stops_the_start()
    {
        var failure = Assert.Throws<EngineException>(() => StarterRecognizer.Create(new() { ModelPath = "/nowhere/model.bin" }, new(2)));

        Assert.Contains("/nowhere/model.bin", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_stop_the_start()
    {
        var failure = Assert.Throws<EngineException>(() =>
            StarterRecognizer.Create(new() { ModelPath = StarterRecognizer.Model, Threads = -1 }, new(2))
        );

        Assert.Contains("LocalVoice:Engines:Stt:Threads is '-1'; it must be 0…64.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ca-valencia")]
    [InlineData("ca-ES")]
    public async Task Valencian_is_heard_as_Catalan(string language)
    {
        var transcript = await Final(RecognitionOptions.For(language), SpokenSamples.CapitalOfFranceInCatalan.Samples);

        Assert.Equal((SpokenSamples.CapitalOfFranceInCatalan.Text, "ca"), (transcript.Text, transcript.Language));
    }

    [Fact]
    public async Task With_auto_each_utterance_has_its_own_language()
    {
        var auto = RecognitionOptions.For("auto") with { Speaker = new object() };
        var spanish = await Final(auto, SpokenSamples.BookATable.Samples);
        var english = await Final(auto, SpokenSamples.CapitalOfFrance.Samples);

        Assert.Equal(("es", SpokenSamples.BookATable.Text), (spanish.Language, spanish.Text));
        Assert.Equal(("en", SpokenSamples.CapitalOfFrance.Text), (english.Language, english.Text));
    }

    [Fact]
    public async Task An_utterance_longer_than_the_window_is_heard_whole()
    {
        var sentence = SpokenSamples.BookATable;
        float[] one = [.. sentence.Samples.ToArray(), .. SpokenSamples.Silence(3)];
        float[] all = [.. Enumerable.Repeat(one, 5).SelectMany(samples => samples)];

        var transcript = await Final(RecognitionOptions.For("es"), all);

        Assert.True(transcript.AudioDuration > TimeSpan.FromSeconds(30));
        Assert.NotEqual("", transcript.Text);
    }

    [Fact]
    public async Task No_lease_and_no_thread_is_kept()
    {
        var sample = SpokenSamples.CapitalOfItaly;
        await using var stream = starter.Recognizer.OpenStream(RecognitionOptions.For("es"));
        stream.Append(sample.Samples.Span);
        await stream.DecodeInterimAsync(CancellationToken.None);
        await stream.DecodeFinalAsync(CancellationToken.None);

        Assert.Equal(2, starter.Budget.FreeThreads);
        Assert.Contains((ComputeWork.FinalTranscript, 1), starter.Budget.Leased);
    }

    [Fact]
    public async Task An_interim_waits_for_enough_new_audio()
    {
        await using var stream = starter.Recognizer.OpenStream(RecognitionOptions.For("es"));
        stream.Append(SpokenSamples.CapitalOfItaly.Samples.Span);
        Assert.NotNull(await stream.DecodeInterimAsync(CancellationToken.None));
        stream.Append(SpokenSamples.Silence(0.29));

        Assert.Null(await stream.DecodeInterimAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Audio_beyond_the_longest_utterance_is_not_heard()
    {
        var options = new WhisperOptions { ModelPath = StarterRecognizer.Model, MaxUtterance = TimeSpan.FromSeconds(30) };
        using var recognizer = StarterRecognizer.Create(options, new(2));
        await using var stream = recognizer.OpenStream(RecognitionOptions.For("es"));
        stream.Append(SpokenSamples.Silence(29));
        stream.Append(SpokenSamples.Silence(5));

        Assert.Equal(TimeSpan.FromSeconds(30), (await stream.DecodeFinalAsync(CancellationToken.None)).AudioDuration);
    }

    [Fact]
    public async Task A_disposed_stream_refuses_to_decode()
    {
        var stream = starter.Recognizer.OpenStream(RecognitionOptions.For("es"));
        await stream.DisposeAsync();
        await stream.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.DecodeFinalAsync(CancellationToken.None));
    }

    private async Task<Transcript> Final(RecognitionOptions options, ReadOnlyMemory<float> samples)
    {
        await using var stream = starter.Recognizer.OpenStream(options);
        stream.Append(samples.Span);
        return await stream.DecodeFinalAsync(CancellationToken.None);
    }
}
