using System.Net.Http.Headers;
using System.Net.NetworkInformation;
using System.Text;
using LocalVoice.EndToEnd.Tests.Conversations;
using LocalVoice.Server.Access;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Documents;

/// <summary>Every block of the documents that newcomers read does what it says, run as it stands there.</summary>
[Collection(Conversations.EndToEnd.Name)]
public sealed class BlockTests(RunningLocalVoice localVoice)
{
    private const string Reference = "src/LocalVoice.Server/Configuration/REFERENCE.md";

    private static readonly List<CodeBlock> All =
    [
        .. Document
            .All.Values.Where(document => Path.GetFileName(document.Name) is "README.md" or "CONTRIBUTING.md")
            .SelectMany(document => document.Blocks),
    ];

    private static readonly string[] SetsUp = ["scripts/setup.sh", "scripts/run.sh"];
    private static readonly int[] Ports = [8080, 8443];

    private readonly CancellationToken _patience = new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    public static TheoryData<string> Commands => Names(BlockKind.Commands);

    public static TheoryData<string> Servers => Names(BlockKind.Server);

    public static TheoryData<string> Settings => Names(BlockKind.Settings);

    public static TheoryData<string> Events => Names(BlockKind.Event);

    public static TheoryData<string> SecretRequests => Names(BlockKind.SecretRequest);

    public static TheoryData<string> Samples => Names(BlockKind.Sample);

    [Fact]
    public void Every_block_says_what_it_is_or_why_it_is_not_run() =>
        Assert.Empty(All.Where(block => block.Kind == BlockKind.Unknown).Select(block => block.Name));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Commands_succeed(string name)
    {
        var block = Block(name);
        SkipWhereSetUpWouldBuild(block);
        await SkipWithoutAsync(block.Text.Contains("curl ", StringComparison.Ordinal) ? "curl" : "bash");
        using var home = new TemporaryFolder();

        // curl reaches the shared server where it is told http://localhost:8080.
        var server = localVoice.Address;
        await File.WriteAllTextAsync(
            home.File(".curlrc"),
            $"connect-to = \"localhost:8080:{server.Root.Authority}\"\nheader = \"Authorization: Bearer {server.Key}\"\n",
            _patience
        );

        await Shell.RunAsync(block.Text, ("CURL_HOME", home.Path));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_server_gets_ready_and_stops_when_it_is_told_to(string name)
    {
        var block = Block(name);
        SkipWhereSetUpWouldBuild(block);
        var namesItsAddress = block.Text.Contains("--urls", StringComparison.Ordinal);
        Assert.SkipWhen(namesItsAddress && Ports.Any(IsTaken), "Port 8080 or 8443 of this machine is taken.");
        using var cache = new TemporaryFolder();
        await using var shell = Shell.Start(
            block.Text,
            [
                // Where it names no address.
                ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
                ("LOCALVOICE_CACHE", cache.Path),
                .. block.NeedsKey
                    ? [("LOCALVOICE__ACCESS__KEYS__READER", ApiKey.SettingOf(ApiKey.Create()))]
                    : Array.Empty<(string, string)>(),
            ]
        );

        await shell.SaysAsync("All engines are warm: ready to talk");
        shell.Stop();

        Assert.True(await shell.ExitAsync() == 0, shell.Output);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Settings_are_right(string name)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("appsettings.json"), Block(name).Text, _patience);
        await File.WriteAllTextAsync(folder.File("pronunciations.tsv"), Document.All[Reference].Blocks[^1].Text, _patience);

        var output = await Shell.RunAsync($"root=$PWD; cd '{folder.Path}'; $root/scripts/localvoice config --check appsettings.json");

        Assert.Contains("nothing is wrong", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task An_event_has_the_effect_that_it_asks_for(string name)
    {
        await using var session = await StockSession.OpenAsync(localVoice.Address, _patience);

        await session.UpdateAsync(Block(name).Text, _patience);
    }

    [Theory]
    [MemberData(nameof(SecretRequests))]
    public async Task A_client_secret_is_made(string name)
    {
        using var http = new HttpClient { BaseAddress = localVoice.Address.Root };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", localVoice.Address.Key);
        using var body = new StringContent(Block(name).Text, Encoding.UTF8, "application/json");

        using var response = await http.PostAsync(new Uri("/v1/realtime/client_secrets", UriKind.Relative), body, _patience);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(_patience));
    }

    /// <summary>The samples themselves are run by <c>SampleTests</c> and <c>tests/web/sample.test.mjs</c>.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_program_is_one_of_the_samples_and_well_formed(string name)
    {
        var block = Block(name);
        var samples = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "samples"), "*.*", SearchOption.AllDirectories);
        var sample = samples.FirstOrDefault(path => File.ReadAllText(path).TrimEnd() == block.Text.TrimEnd());
        Assert.True(sample is not null, $"{name} is no file of src/samples.");

        var (program, check) = block.Language switch
        {
            "js" => ("node", $"node --check '{sample}'"),
            "python" => ("python3", $"python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read())' '{sample}'"),
            _ => ("true", "true"),
        };
        await SkipWithoutAsync(program);
        await Shell.RunAsync(check);
    }

    private static CodeBlock Block(string name) => All.Single(block => block.Name == name);

    private static TheoryData<string> Names(BlockKind kind) => [.. All.Where(block => block.Kind == kind).Select(block => block.Name)];

    private static void SkipWhereSetUpWouldBuild(CodeBlock block)
    {
        var setsUp = SetsUp.Any(script => block.Text.Contains(script, StringComparison.Ordinal));
        var isSetUp = File.Exists(Path.Combine(Repository.Root, ".build", "program.stamp"));
        Assert.SkipWhen(setsUp && !isSetUp, "scripts/setup.sh has not been run here, and would build what the tests run.");
    }

    private static async Task SkipWithoutAsync(string program) =>
        Assert.SkipWhen((await Shell.RunAsync($"command -v {program} || true")).Length == 0, $"{program} is not installed.");

    private static bool IsTaken(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);
}
