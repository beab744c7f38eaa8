using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Protocol;

/// <summary>Text that JSON can write and others cannot take: native code, whose text ends at U+0000, and UTF-8.</summary>
public sealed class EventTextTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Here = "HERE";

    private static readonly string[] Faults = [@"a\u0000b", @"\ud800", @"\udc00\ud800", @"\ud83dx\ude00"];

    private static readonly (string Json, string Param)[] Fields =
    [
        (Item("""{"type":"input_text","text":"a"},{"type":"input_text","text":"HERE"}"""), "item.content[1].text"),
        (Item("""{"type":"input_audio","transcript":"HERE"}"""), "item.content[0].transcript"),
        (Event("conversation.item.create", @"""item"":{""id"":""HERE""}"), "item.id"),
        (Event("conversation.item.create", @"""item"":{""type"":""function_call_output"",""output"":""HERE""}"), "item.output"),
        (Event("conversation.item.create", @"""item"":{""type"":""function_call"",""name"":""HERE""}"), "item.name"),
        (Event("conversation.item.create", @"""previous_item_id"":""HERE"""), "previous_item_id"),
        (Event("conversation.item.retrieve", @"""item_id"":""HERE"""), "item_id"),
        (Event("session.update", @"""session"":{""instructions"":""HERE""}"), "session.instructions"),
        (Event("session.update", @"""session"":{""model"":""HERE""}"), "session.model"),
        (Event("session.update", @"""session"":{""audio"":{""output"":{""voice"":""HERE""}}}"), "session.audio.output.voice"),
        (Event("session.update", @"""session"":{""tools"":[[],{""name"":""HERE""}]}"), "session.tools[1].name"),
        (Event("session.update", @"""session"":{""localvoice"":{""vocabulary"":[[[]],""HERE""]}}"), "session.localvoice.vocabulary[1]"),
        (Event("response.create", @"""response"":{""instructions"":""HERE""}"), "response.instructions"),
        (Event("response.create", @"""response"":{""metadata"":{""a"":""HERE""}}"), "response.metadata.a"),
        (Event("HERE", @"""x"":1"), "type"),
        (Event("response.cancel", @"""unknown"":{""deep"":[1,{""a"":1},[[""HERE""]]]}"), "unknown.deep[2][0][0]"),
        ("""{"HERE":1,"event_id":"mine","type":"response.cancel"}""", Here),
        (Event("response.create", @"""response"":{""metadata"":{""HERE"":""a""}}"), "response.metadata.HERE"),
        (Event("session.update", @"""session"":{""HERE"":{}}"), "session.HERE"),
        (
            Event("session.update", @"""session"":{""audio"":{""input"":{""transcription"":{""HERE"":0}}}}"),
            "session.audio.input.transcription.HERE"
        ),
        (Event("input_audio_buffer.append", @"""HERE"":1"), Here),
    ];

    public static TheoryData<string, string> Refused
    {
        get
        {
            var refused = new TheoryData<string, string>();
            foreach (var (json, param) in Fields)
            {
                foreach (var fault in Faults)
                {
                    refused.Add(json.Replace(Here, fault, StringComparison.Ordinal), param.Replace(Here, fault, StringComparison.Ordinal));
                }
            }

            return refused;
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_text_that_others_cannot_take_is_refused_by_the_name_of_its_field(string json, string param)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync(json);
        var error = await client.ExpectErrorAsync("invalid_value");
        Assert.Equal((param, "mine"), (error.Text("param"), error.Text("event_id")));
        await AssertGoesOnAsync(client, session);
    }

    [Theory]
    [InlineData("""{"type":"response.cancel","event_id":"\ud800"}""", null)]
    [InlineData("""{"type":"response.cancel","event_id":"a\u0000"}""", "a\0")]
    public async Task An_id_that_others_cannot_take_is_refused_too(string json, string? eventId)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync(json);
        var error = await client.ExpectErrorAsync("invalid_value");
        Assert.Equal(("event_id", eventId), (error.Text("param"), error.Text("event_id")));
        await AssertGoesOnAsync(client, session);
    }

    [Theory]
    [InlineData(@"\u00e9\t\u0001", "é\t\u0001")]
    [InlineData(@"\ud83d\ude00", "😀")]
    [InlineData(@"\\u0000 \\ud800", @"\u0000 \ud800")]
    public async Task Any_other_escape_is_text(string escaped, string text)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync(Item($$"""{"type":"input_text","text":"{{escaped}}"}"""));
        var create = Assert.IsType<CreateItem>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        Assert.Equal(text, create.Item.Text);
    }

    private static string Event(string type, string fields) => $$"""{"type":"{{type}}",{{fields}},"event_id":"mine"}""";

    private static string Item(string parts) =>
        Event("conversation.item.create", $$""" "item":{"type":"message","role":"user","content":[{{parts}}]}""");

    private static async Task AssertGoesOnAsync(TestClient client, LocalVoice.Testing.Sessions.FakeVoiceSession session)
    {
        await client.SendAsync("""{"type":"input_audio_buffer.commit","event_id":"after"}""");
        Assert.Equal(new CommitInput { EventId = "after" }, await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }
}
