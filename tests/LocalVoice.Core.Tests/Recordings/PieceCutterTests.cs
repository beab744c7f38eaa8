using LocalVoice.Core.Recordings;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.Recordings;

public sealed class PieceCutterTests
{
    [Fact]
    public void A_pause_ends_a_piece_and_a_margin_stays_on_both_sides()
    {
        var pieces = Cut(Silence(2), Speech(1), Silence(2), Speech(0.5), Silence(2));

        Assert.Equal(2, pieces.Count);
        Assert.Equal(1.7, pieces[0].Start.TotalSeconds, 0.04);
        Assert.Equal(3.3, pieces[0].End.TotalSeconds, 0.04);
        Assert.Equal(4.7, pieces[1].Start.TotalSeconds, 0.04);
        Assert.Equal(5.8, pieces[1].End.TotalSeconds, 0.04);
    }

    [Fact]
    public void A_short_pause_does_not_end_a_piece() => Assert.Single(Cut(Speech(1), Silence(0.5), Speech(1)));

    [Fact]
    public void Silence_and_clicks_are_no_pieces() => Assert.Empty(Cut(Silence(3), Speech(0.03), Silence(3)));

    [Fact]
    public void Nothing_gives_nothing() => Assert.Empty(Cut());

    [Fact]
    public void Speech_up_to_the_last_sample_is_kept_to_it()
    {
        var pieces = Cut(Speech(1.01));

        Assert.Equal((TimeSpan.Zero, 16_160), (pieces.Single().Start, pieces.Single().Samples.Length));
    }

    [Fact]
    public void Speech_without_a_pause_is_cut_where_it_is_quietest_and_nothing_is_lost()
    {
        // Quieter, and still speech, around the 20th second.
        float[] speech = [.. Speech(20), .. Speech(0.2, 0.05f), .. Speech(40)];

        var pieces = Cut(speech);

        Assert.Equal(20.1, pieces[0].End.TotalSeconds, 0.11);
        Assert.All(pieces, piece => Assert.True(piece.Samples.Length <= 28.1 * 16_000));
        Assert.Equal(speech, pieces.SelectMany(piece => piece.Samples.ToArray()));
        Assert.Equal(pieces.SkipLast(1).Select(piece => piece.End), pieces.Skip(1).Select(piece => piece.Start));
    }

    [Fact]
    public void The_size_of_the_blocks_makes_no_difference()
    {
        float[] recording = [.. Silence(1), .. Speech(2), .. Silence(1), .. Speech(1)];

        var whole = Cut(recording);
        var parts = Cut([.. recording.Chunk(333)]);

        Assert.Equal(whole.Select(piece => (piece.Start, piece.End)), parts.Select(piece => (piece.Start, piece.End)));
    }

    private static List<SpokenPiece> Cut(params float[][] blocks)
    {
        using var cutter = new PieceCutter(new FakeVoiceActivityDetectorFactory().Create());
        var pieces = blocks.SelectMany(block => cutter.Push(block)).ToList();
        Assert.Equal(blocks.Sum(block => block.Length), cutter.Length);
        return [.. pieces, .. cutter.Finish()];
    }

    private static float[] Speech(double seconds, float level = 0.3f) => [.. Enumerable.Repeat(level, (int)(seconds * 16_000))];

    private static float[] Silence(double seconds) => new float[(int)(seconds * 16_000)];
}
