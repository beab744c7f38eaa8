using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Protocol;

/// <summary>Fields of the protocol's beta, and such as never were: each is named, and the rest of the event holds.</summary>
public sealed class OldFieldTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("modalities", "It is 'session.output_modalities' now.")]
    [InlineData("voice", "It is 'session.audio.output.voice' now.")]
    [InlineData("input_audio_transcription", "It is 'session.audio.input.transcription' now.")]
    [InlineData("turn_detection", "It is 'session.audio.input.turn_detection' now.")]
    [InlineData("max_response_output_tokens", "It is 'session.max_output_tokens' now.")]
    [InlineData("temperature", "It was taken out of the protocol")]
    [InlineData("whatever", "Unknown parameter: 'session.whatever'.")]
    public async Task Of_a_session_the_rest_of_the_update_applies(string field, string hint)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(
            "{\"type\":\"session.update\",\"event_id\":\"mine\",\"session\":{\"" + field + "\":1,\"instructions\":\"Habla.\"}}"
        );

        var error = await client.ExpectErrorAsync("unknown_parameter");
        Assert.Equal(($"session.{field}", "mine"), (error.Text("param"), error.Text("event_id")));
        Assert.Contains(hint, error.Text("message"), StringComparison.Ordinal);
        Assert.Equal("Habla.", (await client.ExpectAsync("session.updated")).Text("session.instructions"));
        Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }

    [Fact]
    public async Task Of_a_response_the_response_comes()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(
            """{"type":"response.create","event_id":"mine","response":{"modalities":["text"],"temperature":0.5,"instructions":"Habla."}}"""
        );

        var first = await client.ExpectErrorAsync("unknown_parameter");
        var second = await client.ExpectErrorAsync("unknown_parameter");
        Assert.Equal(("response.modalities", "response.temperature"), (first.Text("param"), second.Text("param")));
        var command = Assert.IsType<CreateResponse>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        Assert.Equal("Habla.", command.Request.Instructions);
    }

    [Theory]
    [InlineData("""{"language":"spanish"}""", "es")]
    [InlineData("""{"language":"Valencian"}""", "ca-valencia")]
    [InlineData("""{"language":"en-US"}""", "en-US")]
    [InlineData("""{"language":""}""", "es")]
    [InlineData("""{"languages":["english"]}""", "en")]
    [InlineData("""{"languages":["es","en"]}""", "auto")]
    [InlineData("""{"languages":[]}""", "es")]
    public async Task Languages_are_understood_by_code_and_by_name(string transcription, string language)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(
            "{\"type\":\"session.update\",\"session\":{\"audio\":{\"input\":{\"transcription\":" + transcription + "}}}}"
        );

        var update = Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        Assert.Equal(language, update.Settings.Language);
    }

    [Fact]
    public async Task A_recording_is_an_item_without_words()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(
            """{"type":"conversation.item.create","item":{"id":"r","type":"message","role":"user","content":"""
                + """[{"type":"input_audio","audio":"AQID_w=="}]}}"""
        );

        var speech = Assert.IsType<CreateSpeech>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        Assert.Equal(("r", null), (speech.ItemId, speech.AfterItemId));
        Assert.Equal([1, 2, 3, 255], speech.Audio.ToArray());
    }
}
