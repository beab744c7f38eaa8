namespace LocalVoice.Engines.Piper.Tests;

public sealed class LeadingSilenceTests
{
    private const int Rate = 16_000;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(160)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void At_most_ten_milliseconds_stay_whatever_the_chunks(int chunkSamples)
    {
        var heard = Trim(Utterance(silentSamples: 4321, voicedSamples: 3000), chunkSamples);
        Assert.InRange(heard.TakeWhile(sample => sample == 0).Count(), 0, Rate / 100);
        Assert.Equal(3000, heard.Count(sample => sample != 0));
    }

    [Fact]
    public void Silence_within_speech_stays()
    {
        float[] utterance = [.. Utterance(0, 400), .. Utterance(5000, 400)];
        Assert.Equal(utterance, Trim(utterance, 320));
    }

    [Fact]
    public void An_utterance_that_is_all_silence_is_dropped() => Assert.Empty(Trim(new float[8000], 256));

    private static float[] Utterance(int silentSamples, int voicedSamples) =>
        [.. new float[silentSamples], .. Enumerable.Range(0, voicedSamples).Select(i => i % 2 == 0 ? 0.3f : -0.3f)];

    private static float[] Trim(float[] utterance, int chunkSamples)
    {
        var silence = new LeadingSilence(Rate);
        return [.. utterance.Chunk(chunkSamples).SelectMany(chunk => silence.Trim(chunk).ToArray())];
    }
}
