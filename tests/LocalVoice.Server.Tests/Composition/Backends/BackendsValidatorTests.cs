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
    public void A_setting_of_another_kind_stops_the_start() =>
        Assert.Contains(
            "LocalVoice:Backends:Stt:own:SilenceDbfs is no setting of the kind deepgram; there are ",
            Failure(
                "Stages:Stt=own",
                "Backends:Stt:own:Kind=deepgram",
                "Backends:Stt:own:Url=ws://models.example",
                "Backends:Stt:own:SilenceDbfs=-50"
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_backend_that_no_stage_names_needs_no_key() => Assert.Empty(Failure());

    [Fact]
    public void A_service_that_serves_nobody_without_a_key_must_have_one() =>
        Assert.Contains(
            "LocalVoice:Backends:Stt:own is at api.deepgram.com, which needs a key; set LocalVoice:Backends:Stt:own:KeyVariable",
            Failure("Stages:Stt=own", "Backends:Stt:own:Kind=deepgram"),
            StringComparison.Ordinal
        );

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

    [Theory]
    [InlineData("http://[fd00::5]:8000/v1", "[FD00:0::5]:8000")]
    [InlineData("http://bücher.example:8000/v1", "bücher.example:8000")]
    [InlineData("http://bücher.example:8000/v1", "xn--bcher-kva.example:8000")]
    [InlineData("https://models.example/v1", "models.example:443")]
    public void An_address_on_site_may_be_written_in_any_form(string url, string allowed) =>
        Assert.Empty(Failure([.. OwnModel, "AirGapped=true", $"Backends:Llm:own:Url={url}", $"AirGap:Allow:0={allowed}"]));

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("10.0.0.5:")]
    [InlineData("10.0.0.5:0")]
    [InlineData("10.0.0.5:99999")]
    [InlineData(" 10.0.0.5:80")]
    [InlineData("http://10.0.0.5:80")]
    [InlineData("http://10.0.0.5:80/")]
    [InlineData("fd00::5:80")]
    [InlineData(":80")]
    [InlineData("")]
    public void An_allowed_address_is_a_host_and_a_port(string entry) =>
        Assert.Contains(
            $"LocalVoice:AirGap:Allow:0 is '{entry}'; it must be host:port, such as 10.0.0.5:8000 or [fd00::5]:8000.",
            Failure($"AirGap:Allow:0={entry}"),
            StringComparison.Ordinal
        );

    [Fact]
    public void No_backend_elsewhere_has_the_name_of_this_machines_own() =>
        Assert.Contains(
            "LocalVoice:Backends:Llm:local has the name of this machine's own; give it another.",
            Failure("Backends:Llm:local:Kind=openai"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("secret\nOTHER=thing\n")]
    [InlineData("secret # of the team")]
    [InlineData("secreto\u00f1")]
    public void A_file_that_holds_more_than_a_key_stops_the_start_and_is_not_shown(string content)
    {
        using var key = new TemporaryFile("key");
        File.WriteAllText(key.Path, content);

        var failure = Failure([.. OwnModel, $"Backends:Llm:own:KeyFile={key.Path}"]);

        Assert.Contains($"The file '{key.Path}', which LocalVoice:Backends:Llm:own:KeyFile names,", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KeyVariable=sk-secret")]
    [InlineData("Url=http://someone:secret@models.example/v1")]
    public void A_key_in_the_wrong_setting_is_not_shown(string setting)
    {
        var failure = Failure([.. OwnModel, $"Backends:Llm:own:{setting}"]);

        Assert.NotEmpty(failure);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Llm", "openai", "", "''; it must be an http or https address")]
    [InlineData("Llm", "openai", "http://models.example:99999", "'http://models.example:99999'; it must be an address")]
    [InlineData("Stt", "deepgram", "ws://models.example:99999", "'ws://models.example:99999'; it must be an address")]
    [InlineData("Stt", "deepgram", "ws://[::1", "'ws://[::1'; it must be an address")]
    [InlineData("Tts", "deepgram", "", "''; it must be ")]
    public void An_address_that_is_none_stops_the_start(string stage, string kind, string url, string message) =>
        Assert.Contains(
            $"LocalVoice:Backends:{stage}:own:Url is {message}",
            Failure($"Stages:{stage}=own", $"Backends:{stage}:own:Kind={kind}", $"Backends:{stage}:own:Url={url}"),
            StringComparison.Ordinal
        );

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
