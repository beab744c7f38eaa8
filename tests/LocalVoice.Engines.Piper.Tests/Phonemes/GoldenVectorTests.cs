using LocalVoice.Engines.Piper.Phonemes;
using LocalVoice.Testing.Files;

namespace LocalVoice.Engines.Piper.Tests.Phonemes;

public sealed class GoldenVectorTests
{
    [Fact]
    public void Phonemes_are_those_of_Piper_but_for_what_the_espeak_version_explains()
    {
        Espeak.SkipIfMissing();
        var vectors = GoldenVectors.ReadOrSkip();
        using var espeak = new EspeakPhonemizer();
        for (var line = 0; line < vectors.Count; line++)
        {
            var sentences = Sentences.From(espeak.Clauses(vectors[line].Text, "es"));
            Assert.Equal(
                GoldenVectors.Expected(vectors, line, EspeakLibrary.Shared.Version),
                string.Join(' ', sentences.Select(phonemes => string.Concat(phonemes)))
            );
        }
    }

    [Fact]
    public void Ids_are_those_of_Piper()
    {
        var vectors = GoldenVectors.ReadOrSkip();
        var config = PiperVoiceConfig.Read(Repository.StarterModel("starter-voice.onnx.json"));
        var ids = new PhonemeIds(config.PhonemeIdMap);
        Assert.All(vectors, vector => Assert.Equal(vector.PhonemeIds, ids.Of(vector.Phonemes)));
    }
}
