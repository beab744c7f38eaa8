using LocalVoice.Engines.Whisper.Decoding;

namespace LocalVoice.Engines.Whisper.Tests.Decoding;

public sealed class AudioContextTests
{
    [Theory]
    [InlineData(0.1, 128)]
    [InlineData(0.5, 144)]
    [InlineData(2, 224)]
    [InlineData(7.68, 496)]
    [InlineData(12.8, 752)]
    [InlineData(27.7, 1500)]
    [InlineData(30, 1500)]
    public void It_is_50_positions_a_second_and_room(double seconds, int expected) =>
        Assert.Equal(expected, AudioContext.For(Samples(seconds)));

    [Fact]
    public void A_model_that_needs_more_gets_more() => Assert.Equal(512, AudioContext.For(Samples(2), smallest: 512));

    [Theory]
    [InlineData(0.5, new[] { 144, 288, 1500 })]
    [InlineData(10, new[] { 624, 1248, 1500 })]
    [InlineData(14, new[] { 816, 1500 })]
    [InlineData(30, new[] { 1500 })]
    public void The_whole_window_is_the_last_resort(double seconds, int[] expected) =>
        Assert.Equal(expected, AudioContext.Attempts(Samples(seconds)));

    private static int Samples(double seconds) => (int)Math.Round(seconds * 16_000);
}
