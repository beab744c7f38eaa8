using LocalVoice.Engines.Piper.Graph;
using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Tests.Graph;

public sealed class CutPiperGraphTests(StarterGraphs starter) : IClassFixture<StarterGraphs>
{
    private static readonly PiperOptions Options = new();

    [Fact]
    public void The_starter_voice_is_cut_at_its_latent_and_tells_durations()
    {
        Assert.Equal(["latent"], starter.Cut.Boundary);
        Assert.Equal("/Ceil_output_0", starter.Cut.Durations);
    }

    [Fact]
    public void The_parts_are_smaller_than_the_whole()
    {
        var whole = new FileInfo(StarterGraphs.ModelPath).Length;
        Assert.InRange(starter.Cut.Encoder.Length, 1, whole - 1);
        Assert.InRange(starter.Cut.Decoder.Length, 1, whole - 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Chunks_equal_the_whole_sentence(int speaker)
    {
        using var cut = starter.CutWithContext(frames: 16);
        var expected = Samples(starter.Whole, speaker);
        var actual = Samples(cut, speaker);
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max(), 0f, CutSelfTest.Tolerance);
    }

    [Fact]
    public void The_self_test_accepts_enough_context()
    {
        using var cut = starter.CutWithContext(frames: 16);
        Assert.InRange(Difference(cut), 0f, CutSelfTest.Tolerance);
    }

    [Fact]
    public void The_self_test_refuses_too_little_context()
    {
        using var cut = starter.CutWithContext(frames: 2);
        Assert.True(Difference(cut) > CutSelfTest.Tolerance);
    }

    [Fact]
    public void Durations_add_up_to_the_frames()
    {
        using var cut = starter.CutWithContext(frames: 16);
        using var sentence = cut.Encode(Input(speaker: 0), CancellationToken.None);
        Assert.Equal(Input(speaker: 0).Ids.Length, sentence.FramesPerId.Count);
        Assert.Equal(sentence.Frames, sentence.FramesPerId.Sum());
    }

    [Fact]
    public void A_cancelled_encode_and_a_cancelled_decode_throw()
    {
        using var cut = starter.CutWithContext(frames: 16);
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => cut.Encode(Input(speaker: 0), cancelled));
        using var sentence = cut.Encode(Input(speaker: 0), CancellationToken.None);
        Assert.Throws<OperationCanceledException>(() => sentence.Decode(0, 4, threads: 1, cancelled));
    }

    private float Difference(CutPiperGraph cut) => CutSelfTest.Difference(cut, starter.Config, StarterGraphs.SamplesPerFrame);

    private SynthesisInput Input(int speaker)
    {
        var phonemes = string.Concat(Enumerable.Repeat("bwˈenos ðˈias a tˈoðos. ", 8)).Select(letter => letter.ToString());
        return new SynthesisInput(new PhonemeIds(starter.Config.PhonemeIdMap).Of(phonemes), StarterGraphs.Repeatable, speaker);
    }

    private float[] Samples(IPiperGraph graph, int speaker)
    {
        using var sentence = graph.Encode(Input(speaker), CancellationToken.None);
        var chunks = ChunkSchedule.Of(sentence, Options).Select(range => range.GetOffsetAndLength(sentence.Frames)).ToArray();
        Assert.True(!sentence.IsDivisible || chunks.Length > 3);
        return [.. chunks.SelectMany(chunk => sentence.Decode(chunk.Offset, chunk.Length, threads: 1, CancellationToken.None))];
    }
}
