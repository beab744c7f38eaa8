using System.Text.Json;
using LocalVoice.Cli.Models;
using LocalVoice.Testing.Models;
using Spectre.Console;

namespace LocalVoice.Cli.Tests.Models;

public sealed class ModelsCommandTests : IAsyncDisposable
{
    private readonly byte[] content = new byte[50_000];
    private readonly ModelFolder folder = new();
    private readonly StringWriter output = new();
    private readonly FileServer server;

    public ModelsCommandTests()
    {
        new Random(7).NextBytes(content);
        server = new FileServer(content);
        folder.Add("voice", content, server.Address);
        folder.Add("other", content, server.Address);
        folder.AddSet("es", "voice");
    }

    [Fact]
    public async Task Pull_shows_address_bytes_hash_and_licence_and_then_fetches()
    {
        Assert.Equal(0, await RunAsync("pull", "--set", "es", "--yes"));

        var text = output.ToString();
        Assert.Contains(server.Address.ToString(), text, StringComparison.Ordinal);
        Assert.Contains("50,000", text, StringComparison.Ordinal);
        Assert.Contains("hash     sha256 ", text, StringComparison.Ordinal);
        Assert.Contains("licence  MIT", text, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(folder.PathOf("voice")));
        Assert.False(File.Exists(folder.PathOf("other")));
    }

    [Fact]
    public async Task Pull_without_yes_and_without_a_person_downloads_nothing()
    {
        Assert.Equal(2, await RunAsync("pull", "voice"));

        Assert.Contains("Say --yes", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Pull_leaves_a_sound_model_alone_and_mends_a_damaged_one()
    {
        folder.Write("voice", content);
        folder.Write("other", new byte[50_000]);

        Assert.Equal(0, await RunAsync("pull", "voice", "other", "--yes"));

        Assert.Single(server.Requests);
        Assert.Equal(content, await File.ReadAllBytesAsync(folder.PathOf("other")));
    }

    [Fact]
    public async Task Pull_says_what_was_wrong_with_what_came()
    {
        server.Content = new byte[50_000];

        Assert.Equal(1, await RunAsync("pull", "voice", "--yes"));

        Assert.Contains("error: Model 'voice'", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("is not what the manifest promises", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_of_nothing_names_the_sets()
    {
        Assert.Equal(2, await RunAsync("pull"));

        Assert.Contains("models pull --set es", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_fails_and_says_how_to_mend_a_truncated_file()
    {
        folder.Write("voice", content[..10]);

        Assert.Equal(1, await RunAsync("verify"));

        Assert.Contains("has 10 bytes, expected 50000", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("scripts/localvoice models pull voice", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_of_sound_files_succeeds()
    {
        folder.Write("voice", content);

        Assert.Equal(0, await RunAsync("verify"));
        Assert.Equal(1, await RunAsync("verify", "other"));
    }

    [Fact]
    public async Task List_gives_programs_one_json_document()
    {
        folder.Write("voice", content);

        Assert.Equal(0, await RunAsync("list", "--json"));

        using var json = JsonDocument.Parse(output.ToString());
        Assert.Equal(
            [("voice", "present"), ("other", "missing")],
            json.RootElement.EnumerateArray().Select(model =>
                (model.GetProperty("id").GetString(), model.GetProperty("state").GetString())));
    }

    [Fact]
    public async Task List_of_an_unknown_set_names_those_that_there_are()
    {
        Assert.Equal(1, await RunAsync("list", "--set", "fr"));

        Assert.Contains("It knows: es.", output.ToString(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
        await output.DisposeAsync();
    }

    private Task<int> RunAsync(params string[] arguments)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        return ModelsCommand.Create(console, folder.Open, TimeProvider.System).Parse(arguments).InvokeAsync();
    }
}
