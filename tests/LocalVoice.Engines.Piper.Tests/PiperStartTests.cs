using LocalVoice.Onnx.OnnxFormat;
using LocalVoice.Speech;
using LocalVoice.Testing.Files;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.Piper.Tests;

public sealed class PiperStartTests
{
    [Fact]
    public void Options_out_of_range_are_refused_by_key_value_and_range()
    {
        var options = PiperFixture.StarterOptions();
        options.FirstChunkFrames = 1000;
        AssertRefused(options, "LocalVoice:Engines:Tts:FirstChunkFrames is '1000'; it must be 4…128.");
    }

    [Fact]
    public void No_voice_is_refused() => AssertRefused(new PiperOptions(), "LocalVoice:Engines:Tts:Voices", "at least one voice");

    [Fact]
    public void A_voice_without_a_name_is_refused_by_its_place()
    {
        var options = PiperFixture.StarterOptions();
        options.Voices[1].Name = "";
        AssertRefused(options, "LocalVoice:Engines:Tts:Voices:1:Name is ''; it must be a name.");
    }

    [Fact]
    public void A_missing_model_is_refused_by_path() =>
        AssertVoiceRefused(voice => voice.ModelPath = "no/such/voice.onnx", "no/such/voice.onnx.json");

    [Fact]
    public void A_speaker_that_the_model_lacks_is_refused() => AssertVoiceRefused(voice => voice.Speaker = 2, "Speaker is 2", "0…1");

    [Fact]
    public void Two_voices_of_one_name_are_refused() => AssertVoiceRefused(voice => voice.Name = "linda", "'linda' 2 times");

    [Fact]
    public void A_device_that_is_not_there_is_refused_with_what_to_do()
    {
        Espeak.SkipIfMissing();
        var options = PiperFixture.StarterOptions();
        options.Device = "cuda:0";
        Assert.SkipWhen(
            Microsoft.ML.OnnxRuntime.OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"),
            "This build has CUDA."
        );
        AssertRefused(options, "cuda:0", "no CUDA provider", "set the device to cpu");
    }

    [Fact]
    public async Task A_model_that_cannot_be_cut_speaks_whole_sentences_and_says_so()
    {
        Espeak.SkipIfMissing();
        using var folder = new TemporaryFolder();
        var path = folder.File("uncut.onnx");
        File.Copy(Repository.StarterModel("starter-voice.onnx.json"), path + ".json");
        await File.WriteAllBytesAsync(
            path,
            WithoutDecoderNames(await File.ReadAllBytesAsync(Repository.StarterModel("starter-voice.onnx")))
        );
        var log = new RecordedLog<PiperSynthesizer>();
        var options = PiperFixture.StarterOptions();
        options.Voices = [new PiperVoiceOptions { Name = "vega", ModelPath = path }];
        using var synthesizer = PiperFixture.Create(options, log);
        Assert.Contains(path, Assert.Single(log.Warnings), StringComparison.Ordinal);
        Assert.Single(
            await synthesizer
                .SynthesizeAsync(new SynthesisRequest(new string('a', 40) + " uno dos tres cuatro", "es"), default)
                .ToListAsync()
        );
    }

    /// <summary>Renames the decoder's nodes, in place and at the same length, so that no boundary is found.</summary>
    private static byte[] WithoutDecoderNames(byte[] model)
    {
        var names = OnnxModelReader
            .Read(model)
            .Nodes.Select(node => node.Name)
            .Where(name => name.StartsWith("/dec/", StringComparison.Ordinal));
        Assert.NotEmpty(names);
        var prefix = "/dec/"u8;
        for (var at = model.AsSpan().IndexOf(prefix); at >= 0; at = model.AsSpan().IndexOf(prefix))
        {
            "/xyz/"u8.CopyTo(model.AsSpan(at));
        }

        return model;
    }

    private static void AssertVoiceRefused(Action<PiperVoiceOptions> change, params string[] words)
    {
        Espeak.SkipIfMissing();
        var options = PiperFixture.StarterOptions();
        change(options.Voices[0]);
        AssertRefused(options, words);
    }

    private static void AssertRefused(PiperOptions options, params string[] words)
    {
        var failure = Assert.Throws<EngineException>(() => PiperFixture.Create(options));
        Assert.All(words, word => Assert.Contains(word, failure.Message, StringComparison.Ordinal));
    }
}
