using System.Text;
using System.Text.Json.Nodes;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Access;
using LocalVoice.Server.Storage;
using LocalVoice.Server.Tests.Calls;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Store;
using LocalVoice.Testing.Calls;
using LocalVoice.Testing.Telephony;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Storage;

public sealed class StoredSessionTests : IDisposable
{
    private readonly StoreFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Nothing_is_stored_by_default()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Null(server.Services.GetRequiredService<StoredSessions>().Store);
        var (_, session) = await server.OpenAsync();
        Assert.Null(session.Observer);
    }

    [Fact]
    public async Task A_conversation_is_exported_as_it_was_with_its_tool_and_shows_nothing_in_the_file()
    {
        var scripted = new ScriptedServer(_files.Settings);
        scripted.Engines.Recognizer.Finals.Then("¿Llueve en Elx?");
        var where = new Dictionary<string, object?> { ["city"] = "Elx" };
        scripted.Engines.Chat.Calls.Then([new FunctionCallContent("c1", "weather", where)], []);
        scripted.Engines.Chat.Replies.Then("Un momento.", "No, hace sol.");
        await scripted.StartAsync();
        await using (var client = await scripted.ConnectAsync())
        {
            await client.SendAsync(
                """{"type":"session.update","session":{"type":"realtime","tools":[{"type":"function","name":"weather","parameters":{}}]}}"""
            );
            await ScriptedServer.UntilAsync(client, "session.updated");
            await ScriptedServer.SpeakAsync(client);
            await client.SendAsync(
                """
                {"type":"conversation.item.create","item":{"type":"function_call_output","call_id":"c1","output":"{\"sky\":\"clear\"}"}}
                """
            );
            await client.SendAsync("""{"type":"response.create"}""");
            await ScriptedServer.UntilAsync(client, "response.done");
        }

        await scripted.DisposeAsync();

        var conversation = Assert.Single(await ExportAsync());
        Assert.Equal(("websocket", ""), ((string)conversation!["channel"]!, (string)conversation["caller"]!));
        Assert.NotNull(conversation["ended_at"]);
        var records = conversation["records"]!.AsArray();
        Assert.Contains(records, Is("item", "role", "user", "text", "¿Llueve en Elx?"));
        Assert.Contains(records, Is("item", "role", "agent", "text", "No, hace sol."));
        Assert.Contains(records, Is("call", "name", "weather", "arguments", """{"city":"Elx"}"""));
        Assert.Contains(records, Is("output", "call_id", "c1", "output", """{"sky":"clear"}"""));
        Assert.Contains(records, record => (string)record!["kind"]! == "turn");
        Assert.DoesNotContain(records, record => (string)record!["kind"]! == "audio");
        var file = Encoding.UTF8.GetString(File.ReadAllBytes(_files.Database));
        Assert.Contains("websocket", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Llueve", file, StringComparison.Ordinal);
        Assert.DoesNotContain("weather", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Voices_are_stored_where_they_are_asked_for()
    {
        var scripted = new ScriptedServer([.. _files.Settings, "--LocalVoice:Store:Audio=true"]);
        scripted.Engines.Recognizer.Finals.Then("Hola.");
        scripted.Engines.Chat.Replies.Then("Buenas.");
        await scripted.StartAsync();
        await using (var client = await scripted.ConnectAsync())
        {
            await ScriptedServer.SpeakAsync(client);
        }

        await scripted.DisposeAsync();

        var voices = (await ExportAsync()).Single()!["records"]!.AsArray().Where(record => (string)record!["kind"]! == "audio").ToList();
        Assert.Equal(["agent", "user"], voices.Select(voice => (string)voice!["role"]!).Order());
        Assert.All(voices, voice => Assert.StartsWith("UklGR", (string)voice!["wav_base64"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_to_be_redacted_is_nowhere_in_the_store()
    {
        var scripted = new ScriptedServer([.. _files.Settings, "--LocalVoice:Store:Redact=numbers,names"]);
        scripted.Engines.Chat.Replies.Then("Gracias, Ana. La mesa 4 es suya.");
        await scripted.StartAsync();
        await using (var client = await scripted.ConnectAsync())
        {
            await ScriptedServer.WriteAsync(client, "Me llamo Ana, mi teléfono es seis uno dos.");
        }

        await scripted.DisposeAsync();

        var texts = (await ExportAsync()).Single()!["records"]!.AsArray().Select(record => (string?)record!["text"]).OfType<string>();
        Assert.Equal(["Me llamo [name], mi teléfono es [number].", "Gracias, [name]. La mesa [number] es suya."], texts);
    }

    [Fact]
    public async Task A_telephone_call_is_stored_as_any_other()
    {
        var server = new RunningServer { Args = _files.Settings };
        await server.InitializeAsync();
        await using (var call = await FakeTwilio.CallAsync(new Uri($"ws://{server.Address.Authority}/v1/telephony/twilio")))
        {
            var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
            session.Observer!.Opened(session.Id, session.Settings);
            await session.TellAsync(new InputTranscribed("item_1", "Hola.", TimeSpan.FromSeconds(1)));
            session.Observer.Ended();
        }

        await server.DisposeAsync();

        Assert.Equal("twilio", (string)(await ExportAsync()).Single()!["channel"]!);
    }

    [Fact]
    public async Task A_call_over_WebRTC_is_stored_under_the_name_of_its_key()
    {
        var key = ApiKey.Create();
        var calls = await CallServer.StartAsync([.. _files.Settings, $"--LocalVoice:Access:Keys:desk={ApiKey.SettingOf(key)}"]);
        using (await calls.PostAsync(Offers.Chromium, key: key))
        {
            var session = await calls.Server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
            session.Observer!.Opened(session.Id, session.Settings);
            session.Observer.Ended();
        }

        await calls.DisposeAsync();

        var conversation = (await ExportAsync()).Single()!;
        Assert.Equal(("webrtc", "desk"), ((string)conversation["channel"]!, (string)conversation["caller"]!));
    }

    private static Predicate<JsonNode?> Is(string kind, string first, string is1, string second, string is2) =>
        record => (string)record!["kind"]! == kind && (string?)record[first] == is1 && (string?)record[second] == is2;

    private async Task<JsonArray> ExportAsync()
    {
        var settings = new ConfigurationBuilder().AddCommandLine(_files.Settings).Build();
        await using var archive = await ConversationArchive.OpenAsync(StoreAccess.Setup(settings), TestContext.Current.CancellationToken);
        var exported = await archive.ExportAsync(new(), TestContext.Current.CancellationToken);
        Assert.Equal(0, exported.Unreadable);
        return exported.Conversations;
    }
}
