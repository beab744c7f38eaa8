using LocalVoice.Testing.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Composition.Backends;

public sealed class BackendsValidatorTests
{
    private const string NoKey = "LOCALVOICE_TEST_KEY_THAT_NOBODY_SETS";

    [Theory]
    [InlineData("Stages:Stt=whisperer", "LocalVoice:Stages:Stt is 'whisperer'; it must be local or a name of LocalVoice:Backends:Stt: ")]
    [InlineData("Profiles:es:Stages:Llm=gorq", "LocalVoice:Profiles:es:Stages:Llm is 'gorq'; it must be local or a name of ")]
    [InlineData("OfferedStages:Tts=local, nobody", "LocalVoice:OfferedStages:Tts is 'nobody'; it must be local or a name of ")]
    [InlineData("Backends:Llm:groq:Fallback=lcoal", "LocalVoice:Backends:Llm:groq:Fallback is 'lcoal'; it must be local or a name of ")]
    public void A_stage_that_names_no_backend_stops_the_start(string setting, string message) =>
        Assert.Contains(message, Failure(setting), StringComparison.Ordinal);

    [Theory]
    [InlineData("Backends:Llm:own:Kind=magic", "LocalVoice:Backends:Llm:own:Kind is 'magic'; it must be one of openai.")]
    [InlineData("Backends:Llm:own:FallbackWithin=00:01:00", "LocalVoice:Backends:Llm:own:FallbackWithin is '00:01:00'; it must be ")]
    [InlineData("Backends:Llm:own:MaxOutputTokens=0", "LocalVoice:Backends:Llm:own:MaxOutputTokens is '0'; it must be ")]
    [InlineData("Backends:Llm:own:KeyFile=/nowhere/key", "LocalVoice:Backends:Llm:own:KeyFile is '/nowhere/key', which cannot be read")]
    [InlineData($"Backends:Llm:own:KeyVariable={NoKey}", $"LocalVoice:Backends:Llm:own needs a key: set the environment variable {NoKey}")]
    public void A_wrong_setting_of_a_backend_in_use_stops_the_start(string setting, string message) =>
        Assert.Contains(message, Failure([.. OwnModel, setting]), StringComparison.Ordinal);

    [Fact]
    public void A_backend_that_no_stage_names_needs_no_key() => Assert.Empty(Failure());

    [Fact]
    public void A_key_comes_from_a_file()
    {
        using var key = new TemporaryFile("key");
        File.WriteAllText(key.Path, "secret\n");

        Assert.Empty(Failure([.. OwnModel, $"Backends:Llm:own:KeyFile={key.Path}"]));
    }

    [Fact]
    public void A_key_is_no_setting()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => VoiceServer.Build(["--LocalVoice:Backends:Llm:groq:Key=secret"]));

        Assert.Contains("LocalVoice:Backends:Llm:groq:Key is no setting", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_air_gap_set_a_backend_elsewhere_stops_the_start() =>
        Assert.Contains(
            "LocalVoice:AirGapped is 'true', but LocalVoice:Backends:Llm:own is at models.example:8000; use the stage local, or list that "
                + "address in LocalVoice:AirGap:Allow if it is on site.",
            Failure([.. OwnModel, "AirGapped=true"]),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("AirGap:Allow:0=models.example:8000")]
    [InlineData("Backends:Llm:own:Url=http://127.0.0.1:8000/v1")]
    public void A_backend_on_site_is_no_breach_of_the_air_gap(string setting) =>
        Assert.Empty(Failure([.. OwnModel, "AirGapped=true", setting]));

    [Fact]
    public void A_fallback_has_no_fallback_of_its_own() =>
        Assert.Contains(
            "LocalVoice:Backends:Llm:own:Fallback is 'other', which has a fallback itself",
            Failure([
                .. OwnModel,
                "Backends:Llm:own:Fallback=other",
                "Backends:Llm:other:Kind=openai",
                "Backends:Llm:other:Fallback=local",
            ]),
            StringComparison.Ordinal
        );

    private static string[] OwnModel =>
        [
            "Stages:Llm=own",
            "Backends:Llm:own:Kind=openai",
            "Backends:Llm:own:Model=some-model",
            "Backends:Llm:own:Url=http://models.example:8000/v1",
        ];

    /// <returns>Empty when the settings are right.</returns>
    private static string Failure(params string[] settings)
    {
        try
        {
            var server = VoiceServer.Build([.. settings.Select(setting => $"--LocalVoice:{setting}")]);
            using IDisposable disposing = server;
            server.Services.GetRequiredService<IStartupValidator>().Validate();
            return "";
        }
        catch (OptionsValidationException failure)
        {
            return failure.Message;
        }
    }
}
