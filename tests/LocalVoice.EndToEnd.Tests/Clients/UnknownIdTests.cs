using System.Text.Json.Nodes;
using OpenAI.Realtime;

namespace LocalVoice.EndToEnd.Tests.Clients;

/// <summary>Every event that names something, naming nothing: the session tells which field of which event, and goes on.</summary>
[Collection(StockClients.Name)]
public sealed class UnknownIdTests(ServerForClients server)
{
    [Theory]
    [InlineData("""{"type":"conversation.item.retrieve","item_id":"nowhere"}""", "item_id")]
    [InlineData("""{"type":"conversation.item.delete","item_id":"nowhere"}""", "item_id")]
    [InlineData("""{"type":"conversation.item.truncate","item_id":"nowhere","content_index":0,"audio_end_ms":0}""", "item_id")]
    [InlineData("""{"type":"response.cancel","response_id":"nowhere"}""", "response_id")]
    [InlineData(
        """
            {"type":"conversation.item.create","previous_item_id":"nowhere",
            "item":{"type":"message","role":"user","content":[{"type":"input_text","text":"a"}]}}
            """,
        "previous_item_id"
    )]
    [InlineData(
        """
            {"type":"conversation.item.create","previous_item_id":"nowhere",
            "item":{"type":"message","role":"user","content":[{"type":"input_audio","audio":"AAAA"}]}}
            """,
        "previous_item_id"
    )]
    [InlineData(
        """{"type":"response.create","response":{"conversation":"none","input":[{"type":"item_reference","id":"nowhere"}]}}""",
        "response.input"
    )]
    public async Task An_id_that_names_nothing_is_told(string json, string param)
    {
        await using var call = await OpenAICall.OpenAsync(server);
        await using var bystander = await OpenAICall.OpenAsync(server);
        var command = JsonNode.Parse(json)!;
        command["event_id"] = "mine";

        await call.Session.SendCommandAsync(BinaryData.FromString(command.ToJsonString()), options: null);

        var error = (await call.Told.NextAsync<RealtimeServerUpdateError>()).Error;
        Assert.Equal((param, "mine"), (error.ParameterName, error.EventId));
        foreach (var session in (OpenAICall[])[call, bystander])
        {
            await session.Session.AddItemAsync(RealtimeItem.CreateUserMessageItem("Hola."));
            await session.Told.NextAsync<RealtimeServerUpdateConversationItemDone>();
            Assert.Equal(session == call ? 1 : 0, session.Told.Of<RealtimeServerUpdateError>().Count);
        }
    }
}
