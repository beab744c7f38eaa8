using System.Text.Json;
using LocalVoice.Cli.Store;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Storage;
using LocalVoice.Store;
using LocalVoice.Store.Keys;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Cli.Tests.Store;

public sealed class StoreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StoreCommandTests() => File.WriteAllText(_folder.File("store.key"), StoreKeys.NewLine("k1"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_list_shows_who_called_when_and_nothing_of_what_was_said()
    {
        await StoreAsync("sess_1", "desk", "Quiero una mesa.");

        var text = await RunAsync("list");
        var json = await RunAsync("list", "--json");
        var other = await RunAsync("list", "--caller", "phone");

        Assert.Equal((0, 0, 0), (text.Code, json.Code, other.Code));
        Assert.Contains("sess_1", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("mesa", text.Output + json.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        var row = document.RootElement.GetProperty("conversations")[0];
        Assert.Equal(("desk", 1), (row.GetProperty("caller").GetString(), row.GetProperty("records").GetInt32()));
        Assert.Contains("Nothing is stored.", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_plain_and_for_its_owner_only()
    {
        await StoreAsync("sess_1", "desk", "Quiero una mesa.");

        var shown = await RunAsync("export", "sess_1");
        var written = await RunAsync("export", "--caller", "DESK", "--out", _folder.File("call.json"));
        var none = await RunAsync("export", "sess_2");

        Assert.Equal((0, 0, 1), (shown.Code, written.Code, none.Code));
        Assert.Contains("\"text\": \"Quiero una mesa.\"", shown.Output, StringComparison.Ordinal);
        Assert.Equal(shown.Output, await File.ReadAllTextAsync(_folder.File("call.json"), TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("call.json")));
        }
    }

    [Theory]
    [InlineData("store.key")]
    [InlineData("conversations.db")]
    [InlineData("mine.json")]
    public async Task An_export_takes_no_file_s_place(string name)
    {
        await StoreAsync("sess_1", "desk", "Quiero una mesa.");
        await File.AppendAllTextAsync(_folder.File("mine.json"), "{}", TestContext.Current.CancellationToken);
        var before = await File.ReadAllBytesAsync(_folder.File(name), TestContext.Current.CancellationToken);

        var run = await RunAsync("export", "sess_1", "--out", _folder.File(name));

        Assert.Equal(2, run.Code);
        Assert.Contains("already; it stays as it is", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.File(name), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_cannot_be_decrypted_says_why_and_is_a_negative_result()
    {
        await StoreAsync("sess_1", "desk", "Quiero una mesa.");
        await File.WriteAllTextAsync(_folder.File("store.key"), StoreKeys.NewLine("k2"), TestContext.Current.CancellationToken);

        var run = await RunAsync("export", "sess_1");

        Assert.Equal(1, run.Code);
        Assert.Contains("the key 'k1', which is not among the store's keys", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 records could not be decrypted", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_is_confirmed_and_final()
    {
        await StoreAsync("sess_1", "desk", "Quiero una mesa.");

        var asked = await RunAsync("delete", "--caller", "desk");
        Assert.Equal((130, 0), (asked.Code, (await RunAsync("export", "sess_1")).Code));
        Assert.Contains("1 conversation would be deleted", asked.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("delete", "--caller", "desk", "--yes")).Code);
        Assert.Equal(1, (await RunAsync("export", "sess_1")).Code);
        Assert.Equal(1, (await RunAsync("delete", "sess_1", "--yes")).Code);
    }

    [Fact]
    public async Task A_sweep_deletes_what_is_older_than_the_retention()
    {
        // The other way round, the newer store would delete the older conversation as it starts.
        await StoreAsync("sess_new", "desk", "Hola.");
        await StoreAsync("sess_old", "desk", "Hola.", DateTimeOffset.UnixEpoch);

        var run = await RunAsync("sweep", "--json");

        Assert.Equal((0, 1), (run.Code, JsonDocument.Parse(run.Output).RootElement.GetProperty("deleted").GetInt32()));
        Assert.Equal(0, (await RunAsync("export", "sess_new")).Code);
    }

    [Fact]
    public async Task A_new_key_is_a_line_of_the_key_file()
    {
        var run = await RunAsync("key", "k2");

        Assert.Equal(0, run.Code);
        Assert.NotNull(StoreKeys.Parse(run.Output));
        Assert.StartsWith("k2:", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("key", "a:b")).Code);
    }

    [Theory]
    [InlineData("Which conversations is not said.", "export")]
    [InlineData("Which conversations is not said.", "delete", "sess_1", "--caller", "desk")]
    public async Task One_way_to_say_which_is_needed(string named, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal(2, run.Code);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_was_ever_stored_the_file_is_named()
    {
        var run = await RunAsync("list");

        Assert.Equal(3, run.Code);
        Assert.Contains("There is no database", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("conversations.db")));
    }

    private IConfiguration Settings =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["LocalVoice:Store:Path"] = _folder.File("conversations.db"),
                    ["LocalVoice:Store:KeyFile"] = _folder.File("store.key"),
                }
            )
            .Build();

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.OfAsync(StoreCommand.Create(() => Settings), arguments);

    private async Task StoreAsync(string id, string caller, string said, DateTimeOffset? at = null)
    {
        // As a server does, but for what it deletes at its start.
        var time = new FakeTimeProvider(at ?? TimeProvider.System.GetUtcNow());
        await using var store = new ConversationStore(StoreAccess.Setup(Settings), time, NullLogger<ConversationStore>.Instance);
        await store.StartAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var session = store.Observe(caller, "websocket");
        session.Opened(id, new SessionSettings());
        session.Told(new InputTranscribed("item_1", said, TimeSpan.FromSeconds(1)));
        session.Ended();
        await store.StopAsync(TimeSpan.FromSeconds(10));
    }
}
