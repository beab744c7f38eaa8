using System.Text.Json.Nodes;
using LocalVoice.Client.Audio;
using LocalVoice.Client.Providers.Realtime;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Tests.Providers.Realtime;

#pragma warning disable MEAI001 // What is tested.

public sealed class ClientEventsTests
{
    private static readonly DataContent Pcm = new(new byte[] { 1, 2, 3, 4 }, "audio/pcm");

    [Fact]
    public void Options_become_the_protocols_session()
    {
        var options = new RealtimeSessionOptions
        {
            Model = "es",
            Instructions = "Sé breve.",
            Voice = "joe",
            MaxOutputTokens = 100,
            OutputModalities = ["text"],
            InputAudioFormat = new("audio/pcm", 24_000),
            OutputAudioFormat = new("audio/pcma", 8_000),
            TranscriptionOptions = new() { SpeechLanguage = "es", Prompt = "Peñíscola" },
            VoiceActivityDetection = new() { AllowInterruption = false },
            Tools = [AIFunctionFactory.Create((string room) => room, "light", "Turns on a light.")],
            ToolMode = ChatToolMode.RequireSpecific("light"),
        };

        var session = SessionOf(options);

        Assert.Equal(("realtime", "es", "Sé breve."), (Text(session, "type"), Text(session, "model"), Text(session, "instructions")));
        Assert.Equal(
            """[100,["text"]]""",
            new JsonArray(Copy(session["max_output_tokens"]), Copy(session["output_modalities"])).ToJsonString()
        );
        Same("""{"format":{"type":"audio/pcma"},"voice":"joe"}""", session["audio"]!["output"]);
        Same(
            """
            {"format":{"type":"audio/pcm","rate":24000},"transcription":{"model":"default","language":"es","prompt":"Peñíscola"},
            "turn_detection":{"type":"server_vad","create_response":true,"interrupt_response":false}}
            """,
            session["audio"]!["input"]
        );
        Same("""{"type":"function","name":"light"}""", session["tool_choice"]);
        var tool = Assert.Single(session["tools"]!.AsArray())!;
        Assert.Equal(("function", "light", "Turns on a light."), (Text(tool, "type"), Text(tool, "name"), Text(tool, "description")));
        Assert.Equal("string", tool["parameters"]!["properties"]!["room"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public void Options_that_are_not_given_are_left_as_they_are() => Same("""{"type":"realtime"}""", SessionOf(new()));

    [Fact]
    public void A_session_that_only_writes_down_says_so() =>
        Same("""{"type":"transcription"}""", SessionOf(new() { SessionKind = RealtimeSessionKind.Transcription }));

    [Fact]
    public void Turns_that_the_client_ends_are_an_explicit_null() =>
        Same(
            """{"type":"realtime","audio":{"input":{"turn_detection":null}}}""",
            SessionOf(new() { VoiceActivityDetection = new() { Enabled = false } })
        );

    [Fact]
    public void Fields_that_only_the_protocol_has_stay_beside_the_options()
    {
        var session = SessionOf(
            new()
            {
                VoiceActivityDetection = new(),
                RawRepresentationFactory = () =>
                    """{"audio":{"input":{"turn_detection":{"type":"semantic_vad","eagerness":"high"}},"output":{"speed":1.5}}}""",
                Voice = "joe",
            }
        );

        Same(
            """
            {"audio":{"input":{"turn_detection":{"type":"semantic_vad","eagerness":"high","create_response":true,
            "interrupt_response":true}},"output":{"speed":1.5,"voice":"joe"}},"type":"realtime"}
            """,
            session
        );
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData(5)]
    public void A_raw_representation_that_is_no_object_is_named(object raw)
    {
        var failure = Assert.Throws<ArgumentException>(() => SessionOf(new() { RawRepresentationFactory = () => raw }));

        Assert.StartsWith(
            $"A raw representation is a JsonObject or the text of one, not {raw.GetType().Name}.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_tool_that_is_no_function_is_named()
    {
        var failure = Assert.Throws<NotSupportedException>(() => SessionOf(new() { Tools = [new HostedWebSearchTool()] }));

        Assert.Contains("HostedWebSearchTool", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tools_may_be_forbidden_required_or_free()
    {
        Assert.Equal("none", Text(SessionOf(new() { ToolMode = ChatToolMode.None }), "tool_choice"));
        Assert.Equal("required", Text(SessionOf(new() { ToolMode = ChatToolMode.RequireAny }), "tool_choice"));
        Assert.Equal("auto", Text(SessionOf(new() { ToolMode = ChatToolMode.Auto }), "tool_choice"));
    }

    [Fact]
    public void Audio_in_the_sessions_format_is_sent_as_it_is() =>
        Same(
            """{"type":"input_audio_buffer.append","audio":"AQIDBA==","event_id":"mine"}""",
            ClientEvents.Of(new InputAudioBufferAppendRealtimeClientMessage(Pcm) { MessageId = "mine" }, input: null)
        );

    [Fact]
    public void A_wav_file_of_another_rate_becomes_pcm_of_the_sessions()
    {
        var recording = WaveFile.Load(SpokenSamples.CapitalOfItaly.FilePath);
        var file = new DataContent(File.ReadAllBytes(SpokenSamples.CapitalOfItaly.FilePath), "audio/wav");

        var sent = ClientEvents.Of(new InputAudioBufferAppendRealtimeClientMessage(file), new("audio/pcm", 24_000));

        Assert.Equal(16_000, recording.SampleRateHz);
        var samples = Convert.FromBase64String(Text(sent, "audio")!).Length / 2;
        Assert.Equal(recording.Duration.TotalSeconds, samples / 24_000.0, tolerance: 0.01);
    }

    [Fact]
    public void A_wav_file_does_not_become_telephone_audio()
    {
        var file = new DataContent(File.ReadAllBytes(SpokenSamples.CapitalOfItaly.FilePath), "audio/wav");

        var failure = Assert.Throws<ArgumentException>(() =>
            ClientEvents.Of(new InputAudioBufferAppendRealtimeClientMessage(file), new("audio/pcmu", 8_000))
        );

        Assert.Contains("audio/pcmu", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_audio_is_named()
    {
        var image = new DataContent(new byte[] { 1 }, "image/png");

        var failure = Assert.Throws<ArgumentException>(() =>
            ClientEvents.Of(new InputAudioBufferAppendRealtimeClientMessage(image), input: null)
        );

        Assert.StartsWith("'image/png' is no audio.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_and_audio_become_messages()
    {
        Same(
            """{"type":"message","role":"user","content":[{"type":"input_text","text":"Hola"}]}""",
            ItemOf(new([new TextContent("Hola")]))
        );
        Same(
            """{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Dime"}],"id":"item_9"}""",
            ItemOf(new([new TextContent("Dime")], "item_9", ChatRole.Assistant))
        );
        Same(
            """{"type":"message","role":"user","content":[{"type":"input_audio","audio":"AQIDBA=="}]}""",
            ItemOf(new([Pcm], role: ChatRole.User))
        );
    }

    [Fact]
    public void A_functions_result_is_its_text_or_its_json()
    {
        Assert.Equal("on", Text(ItemOf(new([new FunctionResultContent("call_1", "on")])), "output"));
        Assert.Equal("""{"level":3}""", Text(ItemOf(new([new FunctionResultContent("call_1", new { level = 3 })])), "output"));
        Assert.Equal("", Text(ItemOf(new([new FunctionResultContent("call_1", null)])), "output"));
        Same(
            """{"type":"function_call_output","call_id":"call_1","output":"on"}""",
            ItemOf(new([new FunctionResultContent("call_1", "on")]))
        );
    }

    [Fact]
    public void A_functions_call_has_its_arguments_as_text() =>
        Same(
            """{"type":"function_call","call_id":"call_1","name":"light","arguments":"{\"on\":true}"}""",
            ItemOf(new([new FunctionCallContent("call_1", "light", new Dictionary<string, object?> { ["on"] = true })]))
        );

    [Fact]
    public void An_item_that_cannot_be_sent_is_named()
    {
        var both = new RealtimeConversationItem([new TextContent("Hola"), new FunctionResultContent("call_1", "on")]);

        Assert.Contains("FunctionResultContent", Assert.Throws<ArgumentException>(() => ItemOf(both)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ItemOf(new([])));
    }

    [Fact]
    public void A_response_may_be_asked_for_with_settings_of_its_own()
    {
        var create = new CreateResponseRealtimeClientMessage
        {
            Instructions = "Sum up.",
            ExcludeFromConversation = true,
            MaxOutputTokens = 50,
            OutputModalities = ["text"],
            OutputVoice = "joe",
            ToolMode = ChatToolMode.None,
            Items = [new([new TextContent("Hola")])],
            AdditionalProperties = new() { ["topic"] = "summary" },
        };

        Same(
            """
            {"type":"response.create","response":{"instructions":"Sum up.","max_output_tokens":50,"conversation":"none",
            "output_modalities":["text"],"tool_choice":"none","input":[{"type":"message","role":"user","content":[{"type":"input_text",
            "text":"Hola"}]}],"audio":{"output":{"voice":"joe"}},"metadata":{"topic":"summary"}}}
            """,
            ClientEvents.Of(create, input: null)
        );
        Same("""{"type":"response.create","response":{}}""", ClientEvents.Of(new CreateResponseRealtimeClientMessage(), input: null));
    }

    [Fact]
    public void A_message_without_an_event_is_named()
    {
        var failure = Assert.Throws<ArgumentException>(() => ClientEvents.Of(new RealtimeClientMessage(), input: null));

        Assert.StartsWith("A RealtimeClientMessage has no event of the protocol.", failure.Message, StringComparison.Ordinal);
    }

    private static JsonObject SessionOf(RealtimeSessionOptions options)
    {
        var @event = ClientEvents.Of(new SessionUpdateRealtimeClientMessage(options), input: null);
        Assert.Equal("session.update", Text(@event, "type"));
        return @event["session"]!.AsObject();
    }

    private static JsonObject ItemOf(RealtimeConversationItem item)
    {
        var @event = ClientEvents.Of(new CreateConversationItemRealtimeClientMessage(item), input: null);
        Assert.Equal("conversation.item.create", Text(@event, "type"));
        return @event["item"]!.AsObject();
    }

    private static string? Text(JsonNode json, string name) => json[name]?.GetValue<string>();

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

    private static void Same(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
}
