using System.Diagnostics;
using System.Text.Json.Nodes;
using LocalVoice.EndToEnd.Tests.Conversations;
using LocalVoice.EndToEnd.Tests.Shutdown;

namespace LocalVoice.EndToEnd.Tests.Disks;

/// <summary>The disk to which the program writes gets full while it serves, and has room again.</summary>
public sealed class FullDiskTests
{
    private const int SigTerm = 15;
    private const int Silent = 20;

    [Fact]
    public async Task A_full_disk_delays_no_turn_is_told_and_costs_no_conversation_that_it_has_room_for_later()
    {
        Assert.SkipUnless(SmallDisk.Missing is null, SmallDisk.Missing ?? "");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        using var disk = SmallDisk.Mount();
        using var cache = SmallDisk.Mount();
        await File.WriteAllTextAsync(disk.File("key"), $"k1:{Convert.ToBase64String(new byte[32])}\n", patience.Token);
        cache.Fill();
        await using var program = await ServingProgram.StartAsync(
            new Dictionary<string, string> { ["LOCALVOICE_CACHE"] = cache.Folder },
            $"--LocalVoice:Audit:Path={disk.File("audit.jsonl")}",
            "--LocalVoice:Store:Enabled=true",
            $"--LocalVoice:Store:Path={disk.File("store.db")}",
            $"--LocalVoice:Store:KeyFile={disk.File("key")}"
        );
        Assert.Equal("ready", (await StoreAsync(program, patience.Token))["state"]!.GetValue<string>());

        disk.Fill();
        await TalkAsync(program, patience.Token);
        await AuditAsync(program, patience.Token);
        Assert.Equal("unreachable", await BecomesAsync(program, store => store["state"]!.GetValue<string>() != "ready", patience.Token));

        disk.Free();
        Assert.Equal("ready", await BecomesAsync(program, store => store["queued"]!.GetValue<int>() == 0, patience.Token));
        Assert.Equal(0, (await StoreAsync(program, patience.Token))["lost"]!.GetValue<long>());
        await TalkAsync(program, patience.Token);
        program.Signal(SigTerm);
        Assert.Equal(0, await program.ExitAsync());

        // What was said while there was no room, and after it; and the callers who said nothing.
        var stored = await StoredAsync(disk, patience.Token);
        Assert.Equal((2, Silent), (stored.Count(records => records >= 2), stored.Count(records => records == 0)));

        var audit = (await File.ReadAllLinesAsync(disk.File("audit.jsonl"), patience.Token)).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal("server.started", audit[0]["event"]!.GetValue<string>());
        Assert.Equal("server.stopped", audit[^1]["event"]!.GetValue<string>());
        Assert.InRange(audit.Sum(record => record["lost"]?.GetValue<int>() ?? 0), 1, 40);
    }

    private static async Task TalkAsync(ServingProgram program, CancellationToken patience)
    {
        await using var conversation = new LastingConversation(Realtime(program));
        await conversation.ConnectAsync(patience);
        await conversation.AskAsync("¿Cuál es la capital de Francia?", patience);
        Assert.Contains("París", await conversation.AnswerAsync(patience), StringComparison.Ordinal);
    }

    /// <summary>More lines than still fit into the block that the file has already.</summary>
    private static async Task AuditAsync(ServingProgram program, CancellationToken patience)
    {
        for (var i = 0; i < Silent; i++)
        {
            await using var conversation = new LastingConversation(Realtime(program));
            await conversation.ConnectAsync(patience);
        }
    }

    private static Uri Realtime(ServingProgram program) => new UriBuilder(program.Root) { Scheme = "ws", Path = "/v1/realtime" }.Uri;

    private static async Task<JsonNode> StoreAsync(ServingProgram program, CancellationToken patience)
    {
        using var http = new HttpClient();
        var ready = await http.GetAsync(new Uri(program.Root, "readyz"), patience);
        Assert.True(ready.IsSuccessStatusCode, "calls go on");
        return JsonNode.Parse(await ready.Content.ReadAsStringAsync(patience))!["store"]!;
    }

    /// <returns>The number of records of each conversation.</returns>
    private static async Task<IReadOnlyList<int>> StoredAsync(SmallDisk disk, CancellationToken patience)
    {
        var start = new ProcessStartInfo("dotnet", [RealProgram.FilePath, "store", "list", "--json"]) { RedirectStandardOutput = true };
        start.Environment["LOCALVOICE__STORE__PATH"] = disk.File("store.db");
        start.Environment["LOCALVOICE__STORE__KEYFILE"] = disk.File("key");
        using var listing = Process.Start(start)!;
        var document = JsonNode.Parse(await listing.StandardOutput.ReadToEndAsync(patience))!;
        return [.. document["conversations"]!.AsArray().Select(stored => stored!["records"]!.GetValue<int>())];
    }

    /// <returns>The state in which the store is then.</returns>
    private static async Task<string> BecomesAsync(ServingProgram program, Predicate<JsonNode> expected, CancellationToken patience)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var store = await StoreAsync(program, patience);
            if (expected(store))
            {
                return store["state"]!.GetValue<string>();
            }

            await looks.WaitForNextTickAsync(patience);
        }
    }
}
