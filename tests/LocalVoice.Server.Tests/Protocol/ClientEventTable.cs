using System.Text.Json.Nodes;

namespace LocalVoice.Server.Tests.Protocol;

/// <summary>What a field of a client event may be; everything else is a wrong type. Null is an absent field.</summary>
[Flags]
internal enum JsonKinds
{
    Text = 1,
    Number = 2,
    Flag = 4,
    List = 8,
    Object = 16,
}

/// <param name="Path">As errors name it.</param>
internal sealed record ClientField(string Path, JsonKinds Kinds, bool Required = false);

/// <summary>A client event with every field that is read, all of them right.</summary>
internal sealed record ClientEvent(string Name, string Json, params ClientField[] Fields)
{
    public JsonObject Parse() => JsonNode.Parse(Json)!.AsObject();
}

/// <summary>The events of the protocol and their fields, from which tests of wrong events are made.</summary>
internal static class ClientEventTable
{
    private const JsonKinds Text = JsonKinds.Text;
    private const JsonKinds Number = JsonKinds.Number;
    private const JsonKinds Flag = JsonKinds.Flag;
    private const JsonKinds List = JsonKinds.List;
    private const JsonKinds Object = JsonKinds.Object;

    public static IReadOnlyList<ClientEvent> Events { get; } =
    [
        .. SessionEvents(),
        new(
            "append",
            """{"type":"input_audio_buffer.append","event_id":"mine","audio":"AAAA"}""",
            new ClientField("audio", Text, Required: true)
        ),
        .. ItemEvents(),
        new(
            "retrieve",
            """{"type":"conversation.item.retrieve","event_id":"mine","item_id":"i"}""",
            new ClientField("item_id", Text, Required: true)
        ),
        new(
            "delete",
            """{"type":"conversation.item.delete","event_id":"mine","item_id":"i"}""",
            new ClientField("item_id", Text, Required: true)
        ),
        new(
            "truncate",
            """{"type":"conversation.item.truncate","event_id":"mine","item_id":"i","content_index":0,"audio_end_ms":10}""",
            new("item_id", Text, Required: true),
            new("content_index", Number, Required: true),
            new("audio_end_ms", Number, Required: true)
        ),
        new("cancel", """{"type":"response.cancel","event_id":"mine","response_id":"r"}""", new ClientField("response_id", Text)),
        .. ResponseEvents(),
    ];

    private static IEnumerable<ClientEvent> SessionEvents()
    {
        yield return new(
            "session",
            """
            {"type":"session.update","event_id":"mine","session":{"type":"realtime","model":"m","output_modalities":["audio"],
            "instructions":"i","tools":[{"type":"function","name":"f","description":"d","parameters":{"type":"object"}}],
            "tool_choice":"auto","parallel_tool_calls":true,"max_output_tokens":100,"include":[],"tracing":"auto",
            "truncation":"auto","prompt":{"id":"p"},"reasoning":{"effort":"low"}}}
            """,
            new("session", Object, Required: true),
            new("session.type", Text),
            new("session.model", Text),
            new("session.output_modalities", List),
            new("session.output_modalities[0]", Text),
            new("session.instructions", Text),
            new("session.tools", List),
            new("session.tools[0]", Object),
            new("session.tools[0].type", Text, Required: true),
            new("session.tools[0].name", Text, Required: true),
            new("session.tools[0].description", Text),
            new("session.tools[0].parameters", Object),
            new("session.tool_choice", Text | Object),
            new("session.parallel_tool_calls", Flag),
            new("session.max_output_tokens", Number | Text),
            new("session.include", List),
            new("session.tracing", Text | Object),
            new("session.truncation", Text | Object),
            new("session.prompt", Object),
            new("session.reasoning", Object)
        );
        yield return new(
            "session audio",
            """
            {"type":"session.update","event_id":"mine","session":{"audio":{
            "input":{"format":{"type":"audio/pcm","rate":24000},"transcription":{"model":"m","language":"es"},
            "noise_reduction":{"type":"near_field"},
            "turn_detection":{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,"silence_duration_ms":500,
            "idle_timeout_ms":6000,"create_response":true,"interrupt_response":true}},
            "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"v","speed":1}}}}
            """,
            new("session.audio", Object),
            new("session.audio.input", Object),
            new("session.audio.input.format", Object),
            new("session.audio.input.format.type", Text, Required: true),
            new("session.audio.input.format.rate", Number),
            new("session.audio.input.transcription", Object),
            new("session.audio.input.transcription.model", Text),
            new("session.audio.input.transcription.language", Text),
            new("session.audio.input.noise_reduction", Object),
            new("session.audio.input.turn_detection", Object),
            new("session.audio.input.turn_detection.type", Text),
            new("session.audio.input.turn_detection.threshold", Number),
            new("session.audio.input.turn_detection.prefix_padding_ms", Number),
            new("session.audio.input.turn_detection.silence_duration_ms", Number),
            new("session.audio.input.turn_detection.idle_timeout_ms", Number),
            new("session.audio.input.turn_detection.create_response", Flag),
            new("session.audio.input.turn_detection.interrupt_response", Flag),
            new("session.audio.output", Object),
            new("session.audio.output.format", Object),
            new("session.audio.output.format.type", Text, Required: true),
            new("session.audio.output.format.rate", Number),
            new("session.audio.output.voice", Text | Object),
            new("session.audio.output.speed", Number)
        );
    }

    private static IEnumerable<ClientEvent> ItemEvents()
    {
        yield return new(
            "create message",
            """
            {"type":"conversation.item.create","event_id":"mine","previous_item_id":"root",
            "item":{"id":"i","type":"message","role":"user","content":[{"type":"input_text","text":"a"}]}}
            """,
            new("previous_item_id", Text),
            new("item", Object),
            new("item.id", Text),
            new("item.type", Text, Required: true),
            new("item.role", Text, Required: true),
            new("item.content", List, Required: true),
            new("item.content[0]", Object),
            new("item.content[0].type", Text, Required: true),
            new("item.content[0].text", Text, Required: true)
        );
        yield return new(
            "create recording",
            """
            {"type":"conversation.item.create","event_id":"mine",
            "item":{"type":"message","role":"user","content":[{"type":"input_audio","audio":"AAAA"}]}}
            """,
            new ClientField("item.content[0].audio", Text, Required: true)
        );
        yield return new(
            "create spoken message",
            """
            {"type":"conversation.item.create","event_id":"mine",
            "item":{"type":"message","role":"assistant","content":[{"type":"output_audio","transcript":"a"}]}}
            """,
            new ClientField("item.content[0].transcript", Text, Required: true)
        );
        yield return new(
            "create call",
            """
            {"type":"conversation.item.create","event_id":"mine",
            "item":{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}}
            """,
            new("item.call_id", Text, Required: true),
            new("item.name", Text, Required: true),
            new("item.arguments", Text, Required: true)
        );
        yield return new(
            "create output",
            """
            {"type":"conversation.item.create","event_id":"mine","item":{"type":"function_call_output","call_id":"c","output":"o"}}
            """,
            new("item.call_id", Text, Required: true),
            new("item.output", Text, Required: true)
        );
    }

    private static IEnumerable<ClientEvent> ResponseEvents()
    {
        yield return new(
            "respond",
            """
            {"type":"response.create","event_id":"mine","response":{"audio":{"output":{"voice":"v","format":{"type":"audio/pcm",
            "rate":24000}}},"conversation":"none","input":[{"type":"item_reference","id":"i"}],"instructions":"i",
            "max_output_tokens":100,"metadata":{"a":"b"},"output_modalities":["text"],"parallel_tool_calls":true,
            "tool_choice":"auto","tools":[{"type":"function","name":"f","description":"d","parameters":{"type":"object"}}]}}
            """,
            new("response", Object),
            new("response.audio", Object),
            new("response.audio.output", Object),
            new("response.audio.output.voice", Text | Object),
            new("response.audio.output.format", Object),
            new("response.audio.output.format.type", Text, Required: true),
            new("response.audio.output.format.rate", Number),
            new("response.conversation", Text),
            new("response.input", List),
            new("response.input[0]", Object),
            new("response.input[0].type", Text, Required: true),
            new("response.input[0].id", Text, Required: true),
            new("response.instructions", Text),
            new("response.max_output_tokens", Number | Text),
            new("response.metadata", Object),
            new("response.metadata.a", Text),
            new("response.output_modalities", List),
            new("response.output_modalities[0]", Text),
            new("response.parallel_tool_calls", Flag),
            new("response.tool_choice", Text | Object),
            new("response.tools", List),
            new("response.tools[0]", Object),
            new("response.tools[0].type", Text, Required: true),
            new("response.tools[0].name", Text, Required: true),
            new("response.tools[0].description", Text),
            new("response.tools[0].parameters", Object)
        );
    }
}
