namespace LocalVoice.Engines.Piper.Tests;

public sealed class WordPositionsTests
{
    private const long Pad = 0;
    private const long Space = 3;

    // ^ _ a _ b _ space _ a _ $
    private static readonly long[] TwoWords = [1, Pad, 14, Pad, 15, Pad, Space, Pad, 14, Pad, 2];

    [Fact]
    public void A_word_begins_behind_the_space_and_its_pad() =>
        Assert.Equal([3, 3 + 4 + 1 + 5 + 1 + 2 + 1], WordPositions.Of(TwoWords, [Space], [2, 1, 4, 1, 5, 1, 2, 1, 6, 1, 3]));

    [Fact]
    public void Without_durations_there_are_no_positions() => Assert.Empty(WordPositions.Of(TwoWords, [Space], []));
}
