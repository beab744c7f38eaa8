using System.Net;
using System.Net.Sockets;
using LocalVoice.Cli.Serve;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Serve;

/// <summary>Every start that fails says why on one line of standard error and exits with a code other than 0.</summary>
public sealed class BadStartTests
{
    private const string Stt = "LocalVoice:Engines:Stt";
    private const string Llm = "LocalVoice:Engines:Llm";
    private const string Tts = "LocalVoice:Engines:Tts";

    [Theory]
    [InlineData("LocalVoice:Engines:Threads=many", "'many'", "LocalVoice:Engines:Threads")]
    [InlineData("LocalVoice:Engines:LoadTimeout=soon", "'soon'", "LocalVoice:Engines:LoadTimeout")]
    [InlineData("LocalVoice:Engines:LoadTimeout=00:00:00", "LoadTimeout is '00:00:00'; it must be 00:00:01…00:30:00.")]
    [InlineData(Stt + ":Threads=many", "'many'", Stt + ":Threads")]
    [InlineData(Stt + ":UseGpu=perhaps", Stt + ":UseGpu is 'perhaps'; it must be true or false.")]
    [InlineData(Llm + ":ContextTokens=1e99", "'1e99'", Llm + ":ContextTokens")]
    [InlineData(Tts + ":NoiseScale=loud", "'loud'", Tts + ":NoiseScale")]
    [InlineData(Tts + ":Voices:0:Speaker=first", Tts + ":Voices:0:Speaker is 'first'; it must be a whole number.")]
    [InlineData("LocalVoice:Profiles:es:Speed=fast", "LocalVoice:Profiles:es:Speed is 'fast'; it must be a number, with a point.")]
    [InlineData(Tts + ":Voices:0:Name=mine", Tts + ":Voices:0:ModelPath is ''")]
    [InlineData(Tts + ":Device=tpu", Tts + ":Device is 'tpu'; it must be cpu, cuda or cuda:N.")]
    [InlineData(Stt + ":Model=nothing", "There is no model 'nothing'")]
    [InlineData(Stt + ":Colour=red", Stt + ":Colour is no setting")]
    [InlineData("LocalVoice:DefaultProfile=nobody", "LocalVoice:DefaultProfile is 'nobody'; it must be one of ")]
    [InlineData("LocalVoice:Connection:SendTimeout=soon", "'soon'", "LocalVoice:Connection:SendTimeout")]
    [InlineData("LocalVoice:Connection:DrainTimeout=00:11:00", "DrainTimeout is '00:11:00'; it must be 00:00:00…00:10:00.")]
    [InlineData("LocalVoice:Pipeline:InterimPeriod=soon", "'soon'", "LocalVoice:Pipeline:InterimPeriod")]
    [InlineData("LocalVoice:Lexicons:es=nowhere.tsv", "LocalVoice:Lexicons:es is 'nowhere.tsv', which cannot be used as a lexicon")]
    [InlineData("LocalVoice:Models:Set=huge", "LocalVoice:Models:Set is 'huge'; it must be one of starter, 2-core, ")]
    [InlineData("LocalVoice:Https:CertificateFile=nowhere.pem", "LocalVoice:Https:CertificateFile is 'nowhere.pem', which cannot be read")]
    [InlineData("LocalVoice:Https:Port=99999", "LocalVoice:Https:Port is '99999'; it must be 0…65535.")]
    [InlineData("LocalVoice:Https:Names=my desk", "LocalVoice:Https:Names has 'my desk'; it must be names like voice.lan")]
    [InlineData("LocalVoice:Https:KeyFile=key.pem", "LocalVoice:Https:KeyFile is set and LocalVoice:Https:CertificateFile is not")]
    [InlineData("LocalVoice:Access:ClientSecrets:KeyFile=nowhere", "ClientSecrets:KeyFile is 'nowhere', which cannot be read")]
    [InlineData("Logging:LogLevel:Default=Loud", "Loud")]
    public Task A_setting_that_cannot_be_used_is_bad_input(string setting, params string[] words) =>
        AssertRefusedAsync(ExitCode.BadInput, "http://127.0.0.1:0", setting, words);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://192.0.2.1:8080")]
    public Task An_address_where_nobody_can_listen_is_bad_input(string urls) =>
        AssertRefusedAsync(ExitCode.BadInput, urls, "LocalVoice:Access:Insecure=true", urls);

    [Theory]
    [InlineData(
        "{\n  \"LocalVoice\": {\n    DefaultProfile: ca\n  }\n}",
        "appsettings.json': line 3: 'D' is an invalid start of a property name; expected "
    )]
    [InlineData("{ \"LocalVoice\": {} ", "appsettings.json': line 1: ")]
    [InlineData("[]", "appsettings.json': ", "Top-level JSON element must be an object")]
    [InlineData("{ \"LocalVoice\": \"x\" }", "LocalVoice is a section; it takes settings under it, such as LocalVoice:Access.")]
    public async Task A_settings_file_that_cannot_be_read_is_bad_input_and_is_named_with_its_line(string json, params string[] words)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("appsettings.json"), json, TestContext.Current.CancellationToken);

        await AssertRefusedAsync(ExitCode.BadInput, "http://127.0.0.1:0", $"contentRoot={folder.Path}", words);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_bad_input()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var urls = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        await AssertRefusedAsync(ExitCode.BadInput, urls, null, urls, "already in use");
    }

    [Theory]
    [InlineData("LocalVoice:Engines:Vad:ModelPath=nowhere.onnx", "vad cannot start: ", "nowhere.onnx")]
    [InlineData(Stt + ":ModelPath=nowhere.bin", "stt cannot start: ", "nowhere.bin")]
    [InlineData(Stt + ":Model=whisper-large-v3-turbo-q8_0", "stt cannot start: ", "models pull whisper-large-v3-turbo-q8_0")]
    [InlineData("LocalVoice:Models:Set=gpu-ca", "stt cannot start: ", "models pull --set gpu-ca")]
    [InlineData(Llm + ":ModelPath=nowhere.gguf", "llm cannot start: ", "nowhere.gguf")]
    [InlineData(Tts + ":DefaultVoices:0:ModelPath=nowhere.onnx", "tts cannot start: ", "nowhere.onnx.json")]
    public Task A_model_that_is_not_there_is_unavailable(string setting, params string[] words)
    {
        Assert.SkipUnless(File.Exists(Repository.SileroModel), "scripts/setup.sh has not put the detector's model in models/cache");
        return AssertRefusedAsync(ExitCode.Unavailable, "http://127.0.0.1:0", setting, words);
    }

    [Fact]
    public Task A_profile_in_a_language_that_the_recogniser_does_not_know_is_bad_input()
    {
        Assert.SkipUnless(File.Exists(Repository.SileroModel), "scripts/setup.sh has not put the detector's model in models/cache");
        const string Key = "LocalVoice:Profiles:es:Language";
        return AssertRefusedAsync(ExitCode.BadInput, "http://127.0.0.1:0", $"{Key}=xx-yy", $"{Key} is 'xx-yy'", "es, ca or en");
    }

    private static async Task AssertRefusedAsync(ExitCode code, string urls, string? setting, params string[] words)
    {
        string[] arguments = setting is null ? ["--urls", urls] : ["--urls", urls, "--", $"--{setting}"];

        var run = await CliRun.OfAsync(ServeCommand.Create(), arguments);

        Assert.Equal((int)code, run.Code);
        var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
    }
}
