using LocalVoice.Engines.Whisper.Decoding;

namespace LocalVoice.Engines.Whisper.Tests.Decoding;

public sealed class AudioContextTests
{
    [Theory]
    [InlineData(0.1, 512)]
    [InlineData(2, 512)]
    [InlineData(7.68, 512)]
    [InlineData(7.7, 768)]
    [InlineData(12.8, 768)]
    [InlineData(12.82, 1024)]
    [InlineData(22, 1280)]
    [InlineData(24, 1500)]
    [InlineData(30, 1500)]
    public void It_is_50_positions_a_second_and_room_in_steps_of_256(double seconds, int expected) =>
        Assert.Equal(expected, AudioContext.For((int)Math.Round(seconds * 16_000)));

    [Theory]
    [InlineData(0.5, 192)]
    [InlineData(2, 256)]
    [InlineData(4.3, 384)]
    [InlineData(7.7, 768)]
    public void A_model_trained_for_less_gets_less_in_steps_of_64(double seconds, int expected) =>
        Assert.Equal(expected, AudioContext.For((int)Math.Round(seconds * 16_000), smallest: 192));
}
