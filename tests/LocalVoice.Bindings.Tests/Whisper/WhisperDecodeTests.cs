using LocalVoice.Testing.Audio;
using Whisper.net;

namespace LocalVoice.Bindings.Tests.Whisper;

[Collection(WhisperCollection.Name)]
public sealed class WhisperDecodeTests(StarterWhisper whisper)
{
    public static TheoryData<string> Samples => [.. SpokenSamples.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_spoken_sentence_becomes_its_words(string name)
    {
        var sample = SpokenSamples.All.Single(sample => sample.Name == name);

        var segment = Assert.Single(await StarterWhisper.Decode(whisper.Factory, sample));

        Assert.Equal(sample.Text, segment.Text.Trim());
        Assert.Equal(sample.Language, segment.Language);
    }

    [Fact]
    public async Task Tokens_carry_their_text_and_probability()
    {
        var segment = Assert.Single(await StarterWhisper.Decode(whisper.Factory, SpokenSamples.CapitalOfFrance));

        var words = segment.Tokens.Where(token => !token.Text!.StartsWith("[_", StringComparison.Ordinal)).ToArray();
        Assert.Equal(segment.Text, string.Concat(words.Select(token => token.Text)));
        Assert.All(words, token => Assert.InRange(token.ProbabilityLog, -1, 0));
        Assert.All(words, token => Assert.Equal(token.Probability, Math.Exp(token.ProbabilityLog), 3));
        Assert.InRange(segment.Probability, segment.MinProbability, segment.MaxProbability);
    }

    [Fact]
    public async Task The_language_is_detected_when_asked_for()
    {
        using var processor = StarterWhisper.Settings(whisper.Factory, "en").WithLanguageDetection().Build();

        var segment = Assert.Single(await StarterWhisper.Collect(processor.ProcessAsync(SpokenSamples.BookATable.Samples)));

        Assert.Equal("es", segment.Language);
    }

    [Fact]
    public async Task Less_than_100_milliseconds_give_no_segment()
    {
        using var processor = StarterWhisper.Settings(whisper.Factory, "es").Build();

        Assert.Empty(await StarterWhisper.Collect(processor.ProcessAsync(new float[1_400])));
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused_by_name()
    {
        var failure = Assert.Throws<WhisperModelLoadException>(
            () => WhisperFactory.FromPath(SpokenSamples.CapitalOfItaly.FilePath, new()));

        Assert.Contains("es-capital-of-italy.wav", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_model_is_refused_by_name()
    {
        var failure = Assert.Throws<WhisperModelLoadException>(() => WhisperFactory.FromPath("/nowhere/model.bin", new()));

        Assert.Contains("/nowhere/model.bin", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Languages_are_told_by_code() => Assert.Superset(new HashSet<string> { "es", "ca", "en" }, WhisperFactory.GetSupportedLanguages().ToHashSet());
}
