using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Configuration;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("DefaultProfile", "fr", "LocalVoice:DefaultProfile is 'fr'; it must be one of ")]
    [InlineData("Telephony:AudioSocket:Profile", "fr", "LocalVoice:Telephony:AudioSocket:Profile is 'fr'; it must be one of ")]
    [InlineData(
        "Telephony:AudioSocket:Calls:40325ec2-5efd-4bd3-805f-53576e581d13",
        "fr",
        "LocalVoice:Telephony:AudioSocket:Calls:40325ec2-5efd-4bd3-805f-53576e581d13 is 'fr'; it must be one of "
    )]
    [InlineData("AllowedOverrides", "language, colour", "LocalVoice:AllowedOverrides is 'language, colour'; it must be some of ")]
    [InlineData("Profiles:es:Language", "español!", "LocalVoice:Profiles:es:Language is 'español!'; it must be a language code")]
    [InlineData("Profiles:es:Pipeline", "magic", "LocalVoice:Profiles:es:Pipeline is 'magic'; it must be one of parallel, sequential.")]
    [InlineData("Profiles:es:Pipeline", "1", "LocalVoice:Profiles:es:Pipeline is '1'; it must be one of parallel, sequential.")]
    [InlineData("Profiles:es:Speed", "5", "LocalVoice:Profiles:es:Speed is '5'; it must be 0.25…4.")]
    [InlineData("Pipeline:Conversation:MaxItems", "1", "LocalVoice:Pipeline:Conversation:MaxItems is '1'; it must be 2…10000.")]
    [InlineData("Connection:MaxEventBytes", "1", "LocalVoice:Connection:MaxEventBytes is '1'; it must be 1024…67108864.")]
    [InlineData(
        "Connection:AllowedOrigins",
        "app.example",
        "LocalVoice:Connection:AllowedOrigins is 'app.example'; it must be * or origins"
    )]
    [InlineData("Connection:SendTimeout", "00:10:00", "LocalVoice:Connection:SendTimeout is '00:10:00'; it must be 00:00:01…00:05:00.")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value, string message)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningServer.StartAsync($"--LocalVoice:{key}", value));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Profiles:es:Instructions")]
    [InlineData("Instructions:es")]
    public async Task Instructions_that_no_client_could_send_back_stop_the_start(string key)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync(
                $"--LocalVoice:{key}",
                new string('ñ', 600),
                "--LocalVoice:Pipeline:Conversation:MaxInstructionsBytes",
                "1024"
            )
        );
        Assert.Contains(
            $"LocalVoice:{key} has 1200 bytes of UTF-8; it must have at most 1024 (LocalVoice:Pipeline:Conversation:MaxInstructionsBytes).",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Enginess:Stt:Model", "LocalVoice:Enginess is no setting; did you mean LocalVoice:Engines?")]
    [InlineData("Vad:Model", "LocalVoice:Vad is no setting; did you mean LocalVoice:Engines:Vad?")]
    [InlineData("Stt:Model", "did you mean LocalVoice:Backends:Stt or LocalVoice:Engines:Stt or ")]
    [InlineData("Engines:Stt:Treads", "LocalVoice:Engines:Stt:Treads is no setting; did you mean LocalVoice:Engines:Stt:Threads?")]
    [InlineData("Engines:Stt:Guards:MaxRepeat", "did you mean LocalVoice:Engines:Stt:Guards:MaxRepeats?")]
    [InlineData(
        "Engines:Tts:Voices:0:Nmae",
        "LocalVoice:Engines:Tts:Voices:0:Nmae is no setting; did you mean LocalVoice:Engines:Tts:Voices:0:Name?"
    )]
    [InlineData(
        "Pipeline:Turns:PreRoll",
        "LocalVoice:Pipeline:Turns:PreRoll is no setting; under LocalVoice:Pipeline:Turns there are AssumeSilenceAfter, "
    )]
    [InlineData("Profiles:es:Langauge", "LocalVoice:Profiles:es:Langauge is no setting; did you mean LocalVoice:Profiles:es:Language?")]
    [InlineData(
        "Connection:MaxEventBytes:Much",
        "LocalVoice:Connection:MaxEventBytes:Much is no setting: LocalVoice:Connection:MaxEventBytes is a single value."
    )]
    public async Task A_key_that_is_no_setting_stops_the_start_with_the_nearest_that_is_one(string key, string message)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningServer.StartAsync($"--LocalVoice:{key}", "1"));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LocalVoice", "LocalVoice is a section; it takes settings under it, such as LocalVoice:Access.")]
    [InlineData(
        "LocalVoice:Access:Keys",
        "LocalVoice:Access:Keys is a section; it takes settings under it, such as LocalVoice:Access:Keys:NAME."
    )]
    [InlineData(
        "LocalVoice:Engines:Stt",
        "LocalVoice:Engines:Stt is a section; it takes settings under it, such as LocalVoice:Engines:Stt:"
    )]
    [InlineData("LocalVoice:Profiles:es:Vocabulary", "LocalVoice:Profiles:es:Vocabulary is a section")]
    public async Task A_value_on_a_section_stops_the_start_and_is_not_repeated(string key, string message)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningServer.StartAsync($"--{key}", "sha256:c0ffee"));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c0ffee", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_the_operators_own_are_settings()
    {
        await using var server = await RunningServer
            .StartAsync(
                "--LocalVoice:Profiles:mine:Language",
                "es",
                "--LocalVoice:Instructions:gl",
                "Es Vega.",
                "--LocalVoice:Models:Folder",
                "/models"
            )
            .DisposeAfterwards();
        Assert.NotNull(server.Value);
    }

    [Theory]
    [InlineData("Pipeline:InterimPeriod", "00:00:09", "LocalVoice:Pipeline:InterimPeriod is '00:00:09'; it must be 00:00:00.2…00:00:02.")]
    [InlineData("Pipeline:Turns:StartThreshold", "0.99", "LocalVoice:Pipeline:Turns:StartThreshold is '0.99'; it must be 0.05…0.95.")]
    [InlineData(
        "Pipeline:Turns:StopThreshold",
        "0.9",
        "LocalVoice:Pipeline:Turns:StopThreshold is '0.9'; it must be above 0 and at most StartThreshold (0.5)."
    )]
    [InlineData(
        "Pipeline:Endpointing:Unfinished",
        "00:01:00",
        "LocalVoice:Pipeline:Endpointing:Unfinished is '00:01:00'; it must be 00:00:00.05…00:00:08."
    )]
    [InlineData("Pipeline:BargeIn:DuckingDb", "3", "LocalVoice:Pipeline:BargeIn:DuckingDb is '3'; it must be -40…0.")]
    [InlineData("Engines:Threads", "-1", "LocalVoice:Engines:Threads is '-1'; it must be 0…256.")]
    [InlineData("Engines:Stt:Guards:MaxRepeats", "1", "LocalVoice:Engines:Stt:Guards:MaxRepeats is '1'; it must be 2…50.")]
    [InlineData("Engines:Llm:TopK", "-1", "LocalVoice:Engines:Llm:TopK is '-1'; it must be 0…1000.")]
    [InlineData("Engines:Tts:Device", "gpu", "LocalVoice:Engines:Tts:Device is 'gpu'; it must be cpu, cuda or cuda:N.")]
    [InlineData("Engines:Llm:Model", "gpt-9", "gpt-9")]
    public async Task A_wrong_setting_of_a_stage_stops_the_start_before_any_model_loads(string key, string value, string message)
    {
        await using var app = VoiceServer.Build(["--urls", "http://127.0.0.1:0", $"--LocalVoice:{key}", value]);
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_of_the_operators_own_stands_beside_the_others()
    {
        await using var server = await RunningServer
            .StartAsync(
                "--LocalVoice:Profiles:bar:Language",
                "ca",
                "--LocalVoice:Profiles:bar:Voice",
                "ona",
                "--LocalVoice:Profiles:bar:Instructions",
                "Ets cambrer.",
                "--LocalVoice:Profiles:bar:Speed",
                "1.5",
                "--LocalVoice:Profiles:bar:Speculation",
                "false",
                "--LocalVoice:Profiles:bar:Vocabulary:0",
                "orxata",
                "--LocalVoice:DefaultProfile",
                "bar"
            )
            .DisposeAfterwards();
        var (client, session) = await server.Value.OpenAsync();
        await using var closing = client;
        var settings = session.Settings;
        Assert.Equal(
            ("ca", "ona", "Ets cambrer.", 1.5, false),
            (settings.Language, settings.Voice, settings.Instructions, settings.Speed, settings.Speculate)
        );
        Assert.Equal(["orxata"], settings.Vocabulary);
        var (other, spanish) = await server.Value.OpenAsync(query: "model=es");
        await using var closingOther = other;
        Assert.Equal("es", spanish.Settings.Language);
    }

    [Fact]
    public async Task Without_a_word_about_it_the_server_listens_on_this_machine_only()
    {
        await using var app = VoiceServer.Build(
            [],
            builder => builder.Services.AddSingleton<IVoiceSessionFactory>(new FakeVoiceSessionFactory())
        );
        Assert.Equal("http://localhost:8080", app.Configuration["urls"]);
    }
}
