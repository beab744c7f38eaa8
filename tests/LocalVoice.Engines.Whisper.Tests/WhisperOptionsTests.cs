namespace LocalVoice.Engines.Whisper.Tests;

public sealed class WhisperOptionsTests
{
    [Fact]
    public void The_defaults_with_a_model_are_valid() => Assert.Empty(Failures(Valid()));

    [Fact]
    public void A_missing_model_path_is_named() =>
        Assert.Equal("LocalVoice:Engines:Stt:ModelPath is ''; it must be a ggml model file.", Assert.Single(Failures(new())));

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_told_with_key_value_and_range(Action<WhisperOptions> change, string message)
    {
        var options = Valid();
        change(options);

        Assert.Equal(message, Assert.Single(Failures(options)));
    }

    public static TheoryData<Action<WhisperOptions>, string> OutOfRange =>
        new()
        {
            { options => options.Threads = 65, "LocalVoice:Engines:Stt:Threads is '65'; it must be 0…64." },
            { options => options.GpuDevice = -1, "LocalVoice:Engines:Stt:GpuDevice is '-1'; it must be 0…15." },
            { options => options.MaxConcurrentDecodes = 0, "LocalVoice:Engines:Stt:MaxConcurrentDecodes is '0'; it must be 1…64." },
            {
                options => options.MinInterimPeriod = TimeSpan.Zero,
                "LocalVoice:Engines:Stt:MinInterimPeriod is '00:00:00'; it must be 00:00:00.1…00:00:05."
            },
            {
                options => options.MaxUtterance = TimeSpan.FromHours(1),
                "LocalVoice:Engines:Stt:MaxUtterance is '01:00:00'; it must be 00:00:30…00:10:00."
            },
            { options => options.SilenceDbfs = double.NaN, "LocalVoice:Engines:Stt:SilenceDbfs is 'NaN'; it must be -120…-20." },
            {
                options => options.Guards.MinMeanLogProbability = 1,
                "LocalVoice:Engines:Stt:Guards:MinMeanLogProbability is '1'; it must be -10…0."
            },
            { options => options.Guards.MaxRepeats = 1, "LocalVoice:Engines:Stt:Guards:MaxRepeats is '1'; it must be 2…50." },
            {
                options => options.Guards.MaxCharactersPerSecond = 1,
                "LocalVoice:Engines:Stt:Guards:MaxCharactersPerSecond is '1'; it must be 5…200."
            },
        };

    private static IEnumerable<string> Failures(WhisperOptions options) =>
        new WhisperOptionsValidator().Validate(WhisperOptionsValidator.Section, options).Failures ?? [];

    private static WhisperOptions Valid() => new() { ModelPath = "model.bin" };
}
