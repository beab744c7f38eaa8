using System.Net.Http.Json;
using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Storage;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Store;
using LocalVoice.Testing.Servers;
using LocalVoice.Testing.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Storage;

public sealed class StoreOutageTests : IDisposable
{
    // More than wait.
    private const int TooMany = 6_000;
    private readonly StoreFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_database_that_stops_in_mid_call_delays_nobody_and_is_used_again_when_it_is_back()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await using var postgres = await PostgresServer.StartNewAsync();
        string[] settings = [.. _files.Key, $"--LocalVoice:Store:Connection={postgres.ConnectionString}"];
        var server = await RunningServer.StartAsync(settings);
        var store = server.Services.GetRequiredService<StoredSessions>().Store!;
        var (client, session) = await server.OpenAsync();
        session.Observer!.Opened(session.Id, session.Settings);
        await SayAsync(client, session, "antes");
        await UntilAsync(() => store.Written == 1);

        await postgres.StopAsync();
        await SayAsync(client, session, "durante");
        await UntilAsync(() => store.State == "unreachable");
        var health = await HealthAsync(server);
        Assert.Equal(("unreachable", true), (health.Text("store.state"), health.At("ready").GetBoolean()));
        for (var i = 0; i < TooMany; i++)
        {
            session.Observer.Told(new InputTranscribed($"flood_{i}", "mucho", TimeSpan.Zero));
        }

        await SayAsync(client, session, "sin sitio");
        var lost = store.Lost;
        Assert.InRange(lost, 1, TooMany);
        Assert.Equal(lost, (await HealthAsync(server)).At("store.lost").GetInt64());

        await postgres.StartAsync();
        await UntilAsync(() => store is { State: "ready", Queued: 0 });
        await SayAsync(client, session, "después");
        session.Observer.Ended();
        await client.DisposeAsync();
        await server.DisposeAsync();

        var texts = await TextsAsync(settings);
        Assert.Contains("antes", texts);
        Assert.Contains("durante", texts);
        Assert.DoesNotContain("sin sitio", texts);
        Assert.Contains("después", texts);
        Assert.Equal(TooMany + 4 - lost, texts.Count);
        Assert.Contains(server.Log.Lines, line => line.Contains($"serves again; {lost} records were lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_starts_without_its_database_and_says_so()
    {
        await using var server = await RunningServer.StartAsync([
            .. _files.Key,
            "--LocalVoice:Store:Connection=Host=127.0.0.1;Port=9;Username=localvoice",
        ]);

        var (client, session) = await server.OpenAsync();
        await SayAsync(client, session, "hola");

        Assert.Equal("unreachable", (await HealthAsync(server)).Text("store.state"));
        Assert.Single(server.Log.Warnings, line => line.Contains("The store of conversations cannot be used", StringComparison.Ordinal));
        await client.DisposeAsync();
    }

    /// <summary>The client is told at once, whatever the store does.</summary>
    private static async Task SayAsync(TestClient client, FakeVoiceSession session, string text)
    {
        await session.TellAsync(new InputTranscribed($"item_{text}", text, TimeSpan.FromSeconds(1)));
        var told = await client.ExpectAsync(
            "conversation.item.input_audio_transcription.delta",
            "conversation.item.input_audio_transcription.completed"
        );
        Assert.Equal(text, told[1].Text("transcript"));
    }

    private static async Task<JsonElement> HealthAsync(RunningServer server)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(server.Address, "/readyz"), TestClient.EventTimeout());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(string[] settings)
    {
        var setup = StoreAccess.Setup(new ConfigurationBuilder().AddCommandLine(settings).Build());
        await using var archive = await ConversationArchive.OpenAsync(setup, TestContext.Current.CancellationToken);
        var exported = await archive.ExportAsync(new(), TestContext.Current.CancellationToken);
        return [.. exported.Conversations.Single()!["records"]!.AsArray().Select(record => (string)record!["text"]!)];
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var patience = TestClient.EventTimeout();
        while (!condition())
        {
            await poll.WaitForNextTickAsync(patience);
        }
    }
}
