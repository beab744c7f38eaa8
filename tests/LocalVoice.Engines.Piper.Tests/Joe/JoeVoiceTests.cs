namespace LocalVoice.Engines.Piper.Tests.Joe;

public sealed class JoeVoiceTests(JoeVoice joe) : IClassFixture<JoeVoice>
{
    // Joe's first voiced 10 ms come after 3.4 to 5.2 frames of silence.
    private const int FrameSamples = 256;
    private const int VoicedInFirstChunk = 6 * FrameSamples;

    [Theory]
    [InlineData("Yes, of course.")]
    [InlineData("The capital of France is Paris.")]
    [InlineData("There are four trains to the city tomorrow, and two of them stop at the harbour.")]
    public async Task Chunks_equal_the_whole_sentence(string text)
    {
        using var oneShot = joe.Create(new PiperOptions { OneShotFrames = 4096 });
        var whole = Assert.Single(await JoeVoice.Speak(oneShot, text));
        var chunks = await JoeVoice.Speak(joe.Synthesizer, text);
        float[] together = [.. chunks.SelectMany(chunk => chunk)];

        Assert.True(chunks.Count > 1);
        Assert.Equal(whole.Length, together.Length);
        Assert.InRange(whole.Zip(together, (a, b) => Math.Abs(a - b)).Max(), 0f, 1e-4f);
    }

    [Theory]
    [InlineData("Hello there.")]
    [InlineData("I think so too.")]
    [InlineData("You can book a table for two,")]
    public async Task The_first_chunk_of_a_short_clause_is_short_and_has_sound(string text) =>
        Assert.InRange(
            (await JoeVoice.Speak(joe.Synthesizer, text))[0].Length,
            VoicedInFirstChunk,
            new PiperOptions().FirstChunkFrames * FrameSamples
        );

    [Fact]
    public void Joe_is_cut_in_three()
    {
        Assert.NotNull(joe.Synthesizer);
        Assert.Equal(["decoder.onnx", "encoder.onnx", "flow.onnx"], joe.KeptParts.Order(StringComparer.Ordinal));
    }
}
