namespace LocalVoice.Engines.Whisper.Tests;

public sealed class WhisperOptionsTests
{
    [Fact]
    public void The_defaults_with_a_model_are_valid() => Assert.Empty(Valid().Validate());

    [Fact]
    public void A_missing_model_path_is_named() =>
        Assert.Contains("Whisper:ModelPath", Assert.Single(new WhisperOptions().Validate()), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_told_with_key_value_and_range(Action<WhisperOptions> change, string message)
    {
        var options = Valid();
        change(options);

        Assert.Equal(message, Assert.Single(options.Validate()));
    }

    public static TheoryData<Action<WhisperOptions>, string> OutOfRange => new()
    {
        { options => options.Threads = 65, "Whisper:Threads is 65; it ranges from 0 to 64." },
        { options => options.GpuDevice = -1, "Whisper:GpuDevice is -1; it ranges from 0 to 15." },
        { options => options.MaxConcurrentDecodes = 0, "Whisper:MaxConcurrentDecodes is 0; it ranges from 1 to 64." },
        { options => options.MinInterimPeriod = TimeSpan.Zero, "Whisper:MinInterimPeriod is 00:00:00; it ranges from 00:00:00.1000000 to 00:00:05." },
        { options => options.MaxUtterance = TimeSpan.FromHours(1), "Whisper:MaxUtterance is 01:00:00; it ranges from 00:00:30 to 00:05:00." },
        { options => options.SilenceDbfs = double.NaN, "Whisper:SilenceDbfs is NaN; it ranges from -120 to -20." },
        { options => options.Guards.MinMeanLogProbability = 1, "Whisper:Guards:MinMeanLogProbability is 1; it ranges from -10 to 0." },
        { options => options.Guards.MaxRepeats = 1, "Whisper:Guards:MaxRepeats is 1; it ranges from 2 to 50." },
        { options => options.Guards.MaxCharactersPerSecond = 1, "Whisper:Guards:MaxCharactersPerSecond is 1; it ranges from 5 to 200." },
    };

    private static WhisperOptions Valid() => new() { ModelPath = "model.bin" };
}
