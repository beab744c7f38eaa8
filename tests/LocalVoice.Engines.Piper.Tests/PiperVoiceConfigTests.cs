using LocalVoice.Testing.Files;

namespace LocalVoice.Engines.Piper.Tests;

public sealed class PiperVoiceConfigTests
{
    private const string Sound = """
        {"audio":{"sample_rate":22050},"espeak":{"voice":"es"},"num_speakers":2,"speaker_id_map":{"one":1},"hop_length":256,
        "inference":{"noise_scale":0.667,"length_scale":1,"noise_w":0.8},"phoneme_id_map":{"_":[0],"^":[1],"$":[2],"a":[3]}}
        """;

    [Theory]
    [InlineData("starter-voice.onnx.json")]
    public void The_starter_voice_can_be_used(string file) =>
        Assert.Equal(22_050, PiperVoiceConfig.Read(Repository.StarterModel(file)).Audio.SampleRate);

    [Fact]
    public void A_voice_that_people_use_can_be_used()
    {
        var path = Repository.Shared("real-models/en_US-joe-medium.onnx.json");
        Assert.SkipWhen(path is null, "real-models/en_US-joe-medium.onnx.json is not in the shared folder.");

        Assert.Equal("en-us", PiperVoiceConfig.Read(path).Espeak?.Voice);
    }

    [Theory]
    [InlineData("22050", "0", "audio.sample_rate is 0; it must be 8000…48000.")]
    [InlineData("22050", "-1", "audio.sample_rate is -1; it must be 8000…48000.")]
    [InlineData("22050", "96000", "audio.sample_rate is 96000; it must be 8000…48000.")]
    [InlineData("22050", "\"fast\"", "$.audio.sample_rate")]
    [InlineData("256", "0", "hop_length is 0; it must be 16…4096.")]
    [InlineData("\"num_speakers\":2", "\"num_speakers\":-2", "num_speakers is -2; it must be 0…10000.")]
    [InlineData("\"one\":1", "\"one\":2", "speaker_id_map gives 'one' an id that is not among its 2 speakers.")]
    [InlineData("\"phoneme_id_map\"", "\"phonemes\"", "it has no phonemes: phoneme_id_map is missing or empty.")]
    [InlineData("{\"_\":[0],\"^\":[1],\"$\":[2],\"a\":[3]}", "{}", "it has no phonemes: phoneme_id_map is missing or empty.")]
    [InlineData("\"a\":[3]", "\"a\":[]", "phoneme_id_map gives 'a' no ids")]
    [InlineData("\"a\":[3]", "\"a\":[-3]", "phoneme_id_map gives 'a' no ids, or one that is not")]
    [InlineData("\"voice\":\"es\"", "\"voice\":\"../es\"", "espeak.voice is '../es'")]
    [InlineData("\"voice\":\"es\"", "\"voice\":\"\"", "espeak.voice is ''")]
    [InlineData("\"length_scale\":1", "\"length_scale\":0", "length_scale is under 0.1")]
    [InlineData("\"noise_w\":0.8", "\"noise_w\":1e9", "a scale of its inference part is not 0…10")]
    public void An_impossible_value_is_refused_by_file_and_name(string sound, string broken, string named)
    {
        Assert.Equal(2, Read(Sound).NumSpeakers);

        var message = Assert.Throws<EngineException>(() => Read(Sound.Replace(sound, broken, StringComparison.Ordinal))).Message;

        Assert.Contains(named, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_refused_without_waiting_for_it()
    {
        using var pipe = NamedPipe.TryCreate();
        Assert.SkipWhen(pipe is null, "this system has no named pipes");

        Assert.Contains(
            pipe.Path,
            Assert.Throws<EngineException>(() => PiperVoiceConfig.Read(pipe.Path)).Message,
            StringComparison.Ordinal
        );
    }

    private static PiperVoiceConfig Read(string json)
    {
        using var file = new TemporaryFile("json");
        File.WriteAllText(file.Path, json);
        return PiperVoiceConfig.Read(file.Path);
    }
}
