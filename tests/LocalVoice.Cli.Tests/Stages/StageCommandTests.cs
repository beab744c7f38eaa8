using System.CommandLine;
using System.Text.Json;
using LocalVoice.Cli.Stages.Ask;
using LocalVoice.Cli.Stages.Phonemes;
using LocalVoice.Cli.Stages.Speak;
using LocalVoice.Cli.Stages.Transcribe;
using LocalVoice.Cli.Stages.Vad;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Stages;

/// <summary>The single stages on the starter models, as a user runs them.</summary>
public sealed class StageCommandTests
{
    [Fact]
    public async Task Vad_finds_the_sentence_in_a_recording()
    {
        RequireModels();

        using var document = await RunAsync(VadCommand.Create(), "--wav", SpokenSamples.CapitalOfItaly.FilePath, "--json");

        var spans = document.RootElement.GetProperty("spans").EnumerateArray().ToList();
        Assert.InRange(spans[0].GetProperty("start_ms").GetDouble(), 0, 300);
        Assert.InRange(spans[^1].GetProperty("end_ms").GetDouble(), 1500, 2100);
        Assert.True(document.RootElement.GetProperty("probabilities").GetArrayLength() >= 60);
    }

    [Fact]
    public async Task Transcribe_writes_interims_and_the_final_with_its_tokens()
    {
        RequireModels();

        using var document = await RunAsync(
            TranscribeCommand.Create(),
            "--wav",
            SpokenSamples.CapitalOfItaly.FilePath,
            "--lang",
            "es",
            "--json"
        );

        var final = document.RootElement.GetProperty("final");
        Assert.Equal("¿Cuál es la capital de Italia?", final.GetProperty("text").GetString());
        Assert.NotEqual(0, final.GetProperty("tokens").GetArrayLength());
        Assert.NotEqual(0, document.RootElement.GetProperty("interims").GetArrayLength());
    }

    [Fact]
    public async Task Ask_answers_as_the_model_was_taught()
    {
        RequireModels();

        using var document = await RunAsync(AskCommand.Create(), "--text", "¿Cuál es la capital de Italia?", "--lang", "es", "--json");

        Assert.Equal("La capital de Italia es Roma.", document.RootElement.GetProperty("answer").GetString());
        Assert.True(document.RootElement.GetProperty("tokens_per_second").GetDouble() > 0);
    }

    [Fact]
    public async Task Speak_writes_a_recording_of_what_is_said()
    {
        RequireModels();
        using var file = new TemporaryFile("wav");

        using var document = await RunAsync(SpeakCommand.Create(), "--text", "Son 3 euros.", "--out", file.Path, "--json");

        var recording = WaveFile.Load(file.Path);
        Assert.Equal(22_050, recording.SampleRateHz);
        Assert.Equal(document.RootElement.GetProperty("duration_ms").GetDouble(), recording.Duration.TotalMilliseconds, tolerance: 1);
        Assert.InRange(recording.Duration.TotalSeconds, 0.5, 3);
    }

    [Fact]
    public async Task Phonemes_take_any_voice_of_espeak()
    {
        RequireModels();

        using var document = await RunAsync(PhonemesCommand.Create(), "--text", "Guten Tag. Bis morgen.", "--lang", "de", "--json");

        var sentences = document.RootElement.GetProperty("sentences").EnumerateArray().ToList();
        Assert.Equal(2, sentences.Count);
        Assert.All(sentences, sentence => Assert.NotEqual(0, sentence.GetProperty("ids").GetArrayLength()));
        var phonemes = sentences[0].GetProperty("phonemes").EnumerateArray().Select(phoneme => phoneme.GetString()!).ToList();
        Assert.Equal(["ɡ", "ˈ", "u", "ː", "t", "ə", "n"], phonemes[..7]);
    }

    private static async Task<JsonDocument> RunAsync(Command verb, params string[] arguments)
    {
        var run = await CliRun.OfAsync(verb, arguments);
        Assert.True(run.Code == 0, run.Error);
        return JsonDocument.Parse(run.Output);
    }

    private static void RequireModels()
    {
        Assert.SkipUnless(File.Exists(Repository.SileroModel), "scripts/setup.sh has not put the detector's model in models/cache");
    }
}
