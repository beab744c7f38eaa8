using System.CommandLine;
using System.Text.Json;
using LocalVoice.Cli.Bench;
using LocalVoice.Cli.Bench.Engines;
using LocalVoice.Cli.Bench.Load;
using LocalVoice.Cli.Completion;
using LocalVoice.Cli.Config;
using LocalVoice.Cli.Doctor;
using LocalVoice.Cli.Keys;
using LocalVoice.Cli.Models;
using LocalVoice.Cli.SelfTest;
using LocalVoice.Cli.Serve;
using LocalVoice.Cli.Stages.Ask;
using LocalVoice.Cli.Stages.Phonemes;
using LocalVoice.Cli.Stages.Speak;
using LocalVoice.Cli.Stages.Transcribe;
using LocalVoice.Cli.Stages.Vad;
using LocalVoice.Cli.Talk;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Usage;

/// <summary>Every verb with wrong input: what standard error says, that standard output is empty or JSON, and the exit code.</summary>
public sealed class BadInputTests
{
    private static readonly Func<Command>[] Verbs =
    [
        TalkCommand.Create,
        ServeCommand.Create,
        SelfTestCommand.Create,
        DoctorCommand.Create,
        BenchCommand.Create,
        BenchEnginesCommand.Create,
        BenchLoadCommand.Create,
        KeysCommand.Create,
        ConfigCommand.Create,
        CompletionCommand.Create,
        ModelsCommand.Create,
        VadCommand.Create,
        TranscribeCommand.Create,
        AskCommand.Create,
        PhonemesCommand.Create,
        SpeakCommand.Create,
    ];

    /// <summary>Exit code, what the message says, and the command line; <c>@</c> is a folder with wrong files.</summary>
    public static TheoryData<int, string, string[]> Rows =>
        new()
        {
            { 2, "Required command was not provided", [] },
            { 2, "Did you mean talk?", ["tolk"] },
            { 2, "talk needs one thing to say. Give either --wav FILE, --say TEXT or --mic.", ["talk"] },
            { 2, "talk needs one thing to say", ["talk", "--wav", "@/tone.wav", "--say", "hola"] },
            { 2, "--say has no words", ["talk", "--say", " "] },
            { 2, "There is no file '@/none.wav'", ["talk", "--wav", "@/none.wav"] },
            { 2, "'@' is a directory", ["talk", "--wav", "@"] },
            { 2, "'@/empty.wav' cannot be read as a WAV file: it is empty", ["talk", "--wav", "@/empty.wav"] },
            { 2, "it does not begin as a WAV file", ["talk", "--wav", "@/text.wav"] },
            { 2, "it is IMA ADPCM, which needs a decoder. Convert it: ffmpeg -i", ["talk", "--wav", "@/adpcm.wav"] },
            { 2, "it says that it has 999 channels", ["talk", "--wav", "@/absurd.wav"] },
            { 2, "it is empty: it has a header and no samples", ["talk", "--wav", "@/header.wav"] },
            { 2, "--out is '@/no/x.wav', which cannot be written", ["talk", "--wav", "@/tone.wav", "--out", "@/no/x.wav"] },
            { 2, "--out is '@', which cannot be written: It is a directory", ["talk", "--wav", "@/tone.wav", "--out", "@"] },
            { 2, "'nonsense' is no server address", ["talk", "--wav", "@/tone.wav", "--url", "nonsense"] },
            { 3, "No voice server answers at", ["talk", "--wav", "@/tone.wav", "--url", "http://127.0.0.1:1"] },
            { 2, "Argument 'odd' not recognized", ["talk", "--wav", "@/tone.wav", "--framing", "odd"] },
            { 2, "Unrecognized command or argument '--playy'. Did you mean --play?", ["talk", "--playy"] },
            { 2, "--out has one answer", ["talk", "--mic", "--out", "@/x.wav"] },
            { 2, "Option '--wav' is required", ["vad"] },
            { 2, "There is no file '@/none.wav'", ["vad", "--wav", "@/none.wav"] },
            { 2, "it does not begin as a WAV file", ["transcribe", "--wav", "@/text.wav"] },
            { 2, "Required argument missing for option: '--wav'", ["transcribe", "--wav"] },
            { 2, "--text has no words", ["speak", "--text", "", "--out", "@/x.wav"] },
            { 2, "--out is '@/no/x.wav', which cannot be written", ["speak", "--text", "hola", "--out", "@/no/x.wav"] },
            { 2, "--text has no words", ["ask", "--text", ""] },
            { 2, "--lang is 'xx': there is no system message in it", ["ask", "--text", "hola", "--lang", "xx"] },
            { 2, "--text has no words", ["phonemes", "--text", " "] },
            { 2, "'--bogus' is neither an option of this verb nor a setting", ["serve", "--bogus"] },
            { 2, "did you mean --insecure?", ["serve", "--insecur"] },
            { 2, "'bogus' is no setting", ["serve", "bogus"] },
            { 2, "did you mean --LocalVoice:Https:Enabled=true?", ["serve", "--LocalVoce:Https:Enabled=true"] },
            { 2, "'--LocalVoice:Https:Enabled' has no value", ["serve", "--LocalVoice:Https:Enabled"] },
            { 2, "did you mean LocalVoice:Access?", ["serve", "--LocalVoice:Acess:Insecure=true"] },
            { 2, "LocalVoice:Https:Port is 'x'; it must be a whole number", ["serve", "--LocalVoice:Https:Port=x"] },
            { 2, "nonsense", ["serve", "--urls", "nonsense"] },
            { 2, "neither an option of this verb nor a setting", ["doctor", "--bogus"] },
            { 2, "LocalVoice:DefaultProfile is 'nobody'", ["doctor", "--LocalVoice:DefaultProfile=nobody"] },
            { 2, "Argument 'odd' not recognized", ["selftest", "--models", "odd"] },
            { 2, "'nonsense' is no server address", ["selftest", "--url", "nonsense"] },
            { 2, "Required command was not provided", ["models"] },
            { 2, "Did you mean list?", ["models", "lst"] },
            { 2, "There is no set 'huge'", ["models", "list", "--set", "huge"] },
            { 2, "There is no model 'nothing'", ["models", "verify", "nothing"] },
            { 2, "There is no model 'nothing'", ["models", "pull", "nothing"] },
            { 2, "--load-timeout is 0; it must be 1…1800", ["models", "verify", "--load-timeout", "0"] },
            { 2, "'a b' is no name for a key", ["keys", "new", "a b"] },
            { 2, "--turns is 0; it must be 1…1000", ["bench", "--turns", "0"] },
            { 2, "it must be a whole number", ["bench", "--turns", "x"] },
            { 2, "--html is '@/no/x.html', which cannot be written", ["bench", "--html", "@/no/x.html"] },
            { 2, "--json is '@', which cannot be written: It is a directory", ["bench", "--json", "@"] },
            { 2, "There is no folder '@/none'", ["bench", "--wav", "@/none"] },
            { 2, "Option '--backends' is required", ["bench", "compare"] },
            { 2, "--html is '@/no/x'", ["bench", "compare", "--backends", "local", "--html", "@/no/x"] },
            { 2, "--candidates is '@/no/x'", ["bench", "turns", "--candidates", "@/no/x"] },
            { 2, "--json is '@/no/x'", ["bench", "overhead", "--json", "@/no/x"] },
            { 2, "A recording of speech is missing", ["bench-engines"] },
            { 2, "--offered is 0; it must be 1…1000", ["bench-load", "--offered", "0"] },
            { 2, "config does one thing", ["config"] },
            { 2, "There is no file '@/none.json'", ["config", "--check", "@/none.json"] },
            { 2, "'@' is a directory", ["config", "--check", "@"] },
            { 2, "broken.json': line 1:", ["config", "--check", "@/broken.json"] },
            { 2, "LocalVoice:Htps is no setting; did you mean LocalVoice:Https?", ["config", "--check", "@/unknown.json"] },
            { 2, "Argument 'powershell' not recognized", ["completion", "powershell"] },
        };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Wrong_input_is_told_on_standard_error_and_by_the_exit_code(int code, string message, string[] arguments)
    {
        using var folder = new WrongFiles();

        var run = await RunAsync(folder, arguments);

        Assert.Contains(folder.In(message), run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal((code, ""), (run.Code, run.Output));
    }

    /// <summary>Those whose verb has JSON, with the way to ask for it.</summary>
    public static IEnumerable<TheoryDataRow<int, string, string[]>> JsonRows =>
        Rows.Where(row => AsJson(row.Data.Item3).Length > 0)
            .Select(row => new TheoryDataRow<int, string, string[]>(
                row.Data.Item1,
                row.Data.Item2,
                [.. row.Data.Item3, .. AsJson(row.Data.Item3)]
            ));

    [Theory]
    [MemberData(nameof(JsonRows))]
    public async Task With_json_the_same_is_one_document_on_standard_output(int code, string message, string[] arguments)
    {
        using var folder = new WrongFiles();

        var run = await RunAsync(folder, arguments);

        Assert.Equal(code, run.Code);
        Assert.NotEmpty(run.Error);
        using var document = JsonDocument.Parse(run.Output);
        if (document.RootElement.TryGetProperty("error", out var error))
        {
            Assert.Contains(folder.In(message), error.GetString(), StringComparison.Ordinal);
            Assert.Equal(code, document.RootElement.GetProperty("exit_code").GetInt32());
        }
        else
        {
            Assert.Contains(folder.In(message), document.RootElement.GetProperty("problems").ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("There is no voice 'nope'. The voices are vega, linda.", "speak", "--text", "hola", "--voice", "nope", "--out", "@/x.wav")]
    [InlineData("--lang is 'fr': No voice is made for it. The voices speak", "speak", "--text", "hola", "--lang", "fr", "--out", "@/x.wav")]
    [InlineData("--lang is 'xx'", "transcribe", "--wav", "@/tone.wav", "--lang", "xx")]
    [InlineData("--lang is 'xx'", "phonemes", "--text", "hola", "--lang", "xx")]
    public async Task What_no_model_can_do_is_told(string message, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Repository.SileroModel), "scripts/setup.sh has not put the detector's model in models/cache");
        using var folder = new WrongFiles();

        var run = await RunAsync(folder, arguments);

        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(((int)ExitCode.BadInput, ""), (run.Code, run.Output));
        Assert.False(File.Exists(folder.In("@/x.wav")));
    }

    [Fact]
    public async Task Help_lists_the_exit_codes()
    {
        var run = await CliRun.OfAsync(TalkCommand.Create(), "--help");

        Assert.Equal(0, run.Code);
        Assert.All(Enum.GetValues<ExitCode>(), code => Assert.Contains($"\n  {(int)code, -5}", run.Output, StringComparison.Ordinal));
    }

    private static string[] AsJson(string[] arguments) =>
        arguments switch
        {
            [] or ["tolk"] or ["serve" or "completion", ..] or ["models"] or ["models", "pull" or "lst", ..] or [.., "--wav"] => [],
            ["bench", ..] when arguments.Contains("--json") => [],
            ["bench", ..] => ["--json", "-"],
            _ => ["--json"],
        };

    private static Task<CliRun> RunAsync(WrongFiles folder, string[] arguments) =>
        CliRun.OfAsync([.. Verbs.Select(create => create())], [.. arguments.Select(folder.In)]);
}
