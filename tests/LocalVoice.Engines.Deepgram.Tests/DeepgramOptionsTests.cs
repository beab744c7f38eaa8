using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Deepgram.Tests;

public sealed class DeepgramOptionsTests
{
    private const string Section = "LocalVoice:Engines:Stt";

    [Fact]
    public void The_defaults_are_valid()
    {
        Assert.True(new DeepgramRecognizerOptionsValidator().Validate(Section, new()).Succeeded);
        Assert.True(new DeepgramFluxOptionsValidator().Validate(Section, new()).Succeeded);
        Assert.True(new DeepgramSynthesizerOptionsValidator().Validate(Section, new()).Succeeded);
    }

    [Theory]
    [MemberData(nameof(Recognizer))]
    public void A_recognisers_value_out_of_range_is_told_with_key_value_and_range(
        Action<DeepgramRecognizerOptions> change,
        string message
    ) => Refused(new DeepgramRecognizerOptionsValidator(), change, message);

    [Theory]
    [MemberData(nameof(Flux))]
    public void A_turn_takers_value_out_of_range_is_told_with_key_value_and_range(Action<DeepgramFluxOptions> change, string message) =>
        Refused(new DeepgramFluxOptionsValidator(), change, message);

    [Theory]
    [MemberData(nameof(Synthesizer))]
    public void A_synthesizers_value_out_of_range_is_told_with_key_value_and_range(
        Action<DeepgramSynthesizerOptions> change,
        string message
    ) => Refused(new DeepgramSynthesizerOptionsValidator(), change, message);

    public static TheoryData<Action<DeepgramRecognizerOptions>, string> Recognizer =>
        new()
        {
            {
                options => options.Url = "https://api.deepgram.com",
                $"{Section}:Url is 'https://api.deepgram.com'; it must be an address such as wss://api.deepgram.com."
            },
            { options => options.Model = "nova 3", $"{Section}:Model is 'nova 3'; it must be a model such as nova-3." },
            { options => options.Endpointing = TimeSpan.Zero, $"{Section}:Endpointing is '00:00:00'; it must be 00:00:00.01…00:00:05." },
            {
                options => options.UtteranceEnd = TimeSpan.FromMilliseconds(600),
                $"{Section}:UtteranceEnd is '00:00:00.6000000'; it must be 00:00:01…00:00:05."
            },
            {
                options => options.StallTimeout = TimeSpan.FromHours(1),
                $"{Section}:StallTimeout is '01:00:00'; it must be 00:00:00.1…00:01:00."
            },
        };

    public static TheoryData<Action<DeepgramFluxOptions>, string> Flux =>
        new()
        {
            { options => options.Model = "nova-3", $"{Section}:Model is 'nova-3'; it must be a model such as flux-general-multi." },
            { options => options.EotThreshold = 0.45, $"{Section}:EotThreshold is '0.45'; it must be 0.5…1." },
            { options => options.EagerEotThreshold = 0.25, $"{Section}:EagerEotThreshold is '0.25'; it must be 0.3…0.9." },
            { options => options.EagerEotThreshold = 0.8, $"{Section}:EagerEotThreshold is '0.8'; it must be no more than EotThreshold." },
            {
                options => options.EotTimeout = TimeSpan.FromMinutes(2),
                $"{Section}:EotTimeout is '00:02:00'; it must be 00:00:00.5…00:01:00."
            },
        };

    public static TheoryData<Action<DeepgramSynthesizerOptions>, string> Synthesizer =>
        new()
        {
            { options => options.Voice = "", $"{Section}:Voice is ''; it must be a voice such as nestor." },
            { options => options.MaxIdle = 0, $"{Section}:MaxIdle is '0'; it must be 1…64." },
        };

    private static void Refused<T>(IValidateOptions<T> validator, Action<T> change, string message)
        where T : class, new()
    {
        var options = new T();
        change(options);

        Assert.Equal(message, Assert.Single(validator.Validate(Section, options).Failures ?? []));
    }
}
