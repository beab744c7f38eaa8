using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using LocalVoice.Cli.Models;
using LocalVoice.Cli.Models.Loading;
using LocalVoice.Models;
using LocalVoice.Testing.Models;

namespace LocalVoice.Cli.Tests.Models;

public sealed class ModelsCommandTests : IAsyncDisposable
{
    private readonly byte[] _content = new byte[50_000];
    private readonly ModelFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly List<string> _tried = [];
    private readonly FileServer _server;
    private Machine _machine = new(2, 8_000_000_000, null);

    public ModelsCommandTests()
    {
        new Random(7).NextBytes(_content);
        _server = new FileServer(_content);
        _folder.Add("voice", _content, _server.Address);
        _folder.Add("other", _content, _server.Address);
        _folder.AddSet("es", "voice");
        _folder.AddSet(
            "small",
            new ModelSet
            {
                Models = ["voice", "other"],
                Machine = new SetMachine(2, "cpu"),
                Why = "For a test.",
            }
        );
    }

    [Fact]
    public async Task Pull_shows_address_bytes_hash_and_licence_and_then_fetches()
    {
        Assert.Equal(0, await RunAsync("pull", "--set", "es", "--yes"));

        var text = _output.ToString();
        Assert.Contains(_server.Address.ToString(), text, StringComparison.Ordinal);
        Assert.Contains("50,000", text, StringComparison.Ordinal);
        Assert.Contains("hash     sha256 ", text, StringComparison.Ordinal);
        Assert.Contains("licence  MIT", text, StringComparison.Ordinal);
        Assert.Equal(_content, await File.ReadAllBytesAsync(_folder.PathOf("voice")));
        Assert.False(File.Exists(_folder.PathOf("other")));
    }

    [Fact]
    public async Task Pull_without_yes_and_without_a_person_downloads_nothing()
    {
        Assert.Equal(2, await RunAsync("pull", "voice"));

        Assert.Contains("Pass --yes", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Pull_leaves_a_sound_model_alone_and_mends_a_damaged_one()
    {
        _folder.Write("voice", _content);
        _folder.Write("other", new byte[50_000]);

        Assert.Equal(0, await RunAsync("pull", "voice", "other", "--yes"));

        Assert.Single(_server.Requests);
        Assert.Equal(_content, await File.ReadAllBytesAsync(_folder.PathOf("other")));
    }

    [Fact]
    public async Task Pull_says_what_was_wrong_with_what_came()
    {
        _server.Content = new byte[50_000];

        Assert.Equal((int)ExitCode.Unavailable, await RunAsync("pull", "voice", "--yes"));

        Assert.StartsWith("Model 'voice'", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("is not what the manifest promises", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_of_nothing_recommends_the_set_for_this_machine_with_its_sizes_and_downloads_nothing()
    {
        Assert.Equal(2, await RunAsync("pull"));

        var text = _output.ToString();
        Assert.Contains("For this machine (2 cores, 8.0 GB, no GPU to be seen): small. For a test.", text, StringComparison.Ordinal);
        Assert.Contains("models pull --set small", text, StringComparison.Ordinal);
        Assert.Contains("100,000 bytes in all", text, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Pull_of_nothing_with_yes_fetches_the_set_for_this_machine_and_says_how_to_use_it()
    {
        Assert.Equal(0, await RunAsync("pull", "--yes"));

        Assert.Equal(_content, await File.ReadAllBytesAsync(_folder.PathOf("other")));
        Assert.Contains("serve --models small", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("LOCALVOICE__MODELS__SET=small", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("""{ "LocalVoice": { "Models": { "Set": "small" } } }""", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_of_nothing_where_no_set_fits_says_what_each_lacks()
    {
        _machine = new Machine(1, 8_000_000_000, null);

        Assert.Equal(2, await RunAsync("pull", "--yes"));

        Assert.Contains("small: too few cores (2 needed)", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("models pull --set es | small", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Pull_of_nothing_in_a_language_that_no_set_serves_says_so()
    {
        Assert.Equal(2, await RunAsync("pull", "--lang", "ca", "--yes"));

        Assert.Contains("small: does not serve 'ca'", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_marks_the_set_for_this_machine_and_calls_its_memory_estimated()
    {
        _folder.Write("voice", _content);

        Assert.Equal(0, await RunAsync("list"));

        var lines = _output.ToString().Split('\n');
        var marked = Assert.Single(lines, line => line.TrimStart().StartsWith('→'));
        Assert.Contains("small", marked, StringComparison.Ordinal);
        Assert.Contains("1 of 2 missing", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("estimated from sizes", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_fails_and_says_how_to_mend_a_truncated_file()
    {
        _folder.Write("voice", _content[..10]);

        Assert.Equal(1, await RunAsync("verify"));

        Assert.Contains("has 10 bytes, expected 50000", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("scripts/localvoice models pull voice", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_of_sound_files_succeeds()
    {
        _folder.Write("voice", _content);

        Assert.Equal(0, await RunAsync("verify"));
        Assert.Equal(1, await RunAsync("verify", "other"));
    }

    [Fact]
    public async Task List_gives_programs_one_json_document()
    {
        _folder.Write("voice", _content);

        Assert.Equal(0, await RunAsync("list", "--json"));

        using var json = JsonDocument.Parse(_output.ToString());
        Assert.Equal(
            [("voice", "present"), ("other", "missing")],
            json.RootElement.GetProperty("models")
                .EnumerateArray()
                .Select(model => (model.GetProperty("id").GetString(), model.GetProperty("state").GetString()))
        );
        Assert.Equal("small", json.RootElement.GetProperty("recommended").GetString());
        var small = json.RootElement.GetProperty("sets")[1];
        Assert.Equal("es", small.GetProperty("language")[0].GetString());
        Assert.Equal(100_000, small.GetProperty("estimatedMemory").GetProperty("weightBytes").GetInt64());
    }

    [Fact]
    public async Task List_of_an_unknown_set_names_those_that_there_are()
    {
        Assert.Equal((int)ExitCode.BadInput, await RunAsync("list", "--set", "fr"));

        Assert.Empty(_output.ToString());
        Assert.Contains("It knows: es, small.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_with_load_tries_sound_models_only_and_fails_when_one_crashes()
    {
        _folder.Write("voice", _content);
        _folder.Write("other", _content[..10]);

        Assert.Equal(1, await RunAsync("verify", "--load", "--load-timeout", "30"));

        Assert.Contains("voice crashes the stt engine (exit code 134, signal SIGABRT)", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("has 10 bytes, expected 50000", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(["voice"], _tried);
    }

    [Fact]
    public async Task Verify_with_load_takes_the_path_of_a_file()
    {
        _folder.Write("voice", _content);

        Assert.Equal(1, await RunAsync("verify", "--load", _folder.PathOf("voice")));

        Assert.Equal([_folder.PathOf("voice")], _tried);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    private Task<int> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(
            new RootCommand { ModelsCommand.Create(_folder.Open, TimeProvider.System, Child, () => _machine) },
            ["models", .. arguments],
            new InvocationConfiguration { Output = _output, Error = _error }
        );

    /// <summary>A process in place of the program, which crashes.</summary>
    private ProcessStartInfo Child(LoadSubject subject)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the child of this test is a shell script");
        _tried.Add(subject.Name);
        return new ProcessStartInfo("/bin/sh", ["-c", "kill -ABRT $$"]) { RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
