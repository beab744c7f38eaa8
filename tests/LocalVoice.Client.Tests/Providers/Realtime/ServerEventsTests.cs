using System.Text.Json;
using LocalVoice.Client.Providers.Realtime;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Tests.Providers.Realtime;

#pragma warning disable MEAI001 // What is tested.

public sealed class ServerEventsTests
{
    [Theory]
    [InlineData("response.output_text.delta", "delta", "OutputTextDelta")]
    [InlineData("response.output_text.done", "text", "OutputTextDone")]
    [InlineData("response.output_audio_transcript.delta", "delta", "OutputAudioTranscriptionDelta")]
    [InlineData("response.output_audio_transcript.done", "transcript", "OutputAudioTranscriptionDone")]
    public void The_agents_words_are_read(string type, string field, string kind)
    {
        var message = Read<OutputTextAudioRealtimeServerMessage>(
            $$"""
            {"type":"{{type}}","event_id":"event_7","response_id":"resp_1","item_id":"item_2","output_index":1,"content_index":0,
            "{{field}}":"Hola"}
            """
        );

        Assert.Equal((kind, "event_7", "Hola", null), (message.Type.Value, message.MessageId, message.Text, message.Audio));
        Assert.Equal(("resp_1", "item_2", 1, 0), (message.ResponseId, message.ItemId, message.OutputIndex, message.ContentIndex));
    }

    [Fact]
    public void The_agents_voice_is_read()
    {
        var delta = Read<OutputTextAudioRealtimeServerMessage>("""{"type":"response.output_audio.delta","delta":"AQIDBA=="}""");
        var done = Read<OutputTextAudioRealtimeServerMessage>("""{"type":"response.output_audio.done","item_id":"item_2"}""");

        Assert.Equal((RealtimeServerMessageType.OutputAudioDelta, "AQIDBA==", null), (delta.Type, delta.Audio, delta.Text));
        Assert.Equal((RealtimeServerMessageType.OutputAudioDone, null), (done.Type, done.Audio));
    }

    [Fact]
    public void What_was_heard_is_read()
    {
        const string Prefix = "conversation.item.input_audio_transcription";
        var delta = Read<InputAudioTranscriptionRealtimeServerMessage>($$"""{"type":"{{Prefix}}.delta","item_id":"item_1","delta":"Ho"}""");
        var completed = Read<InputAudioTranscriptionRealtimeServerMessage>(
            $$$"""
            {"type":"{{{Prefix}}}.completed","item_id":"item_1","content_index":0,"transcript":"Hola",
            "usage":{"type":"duration","seconds":2}}
            """
        );
        var failed = Read<InputAudioTranscriptionRealtimeServerMessage>(
            $$$"""{"type":"{{{Prefix}}}.failed","item_id":"item_1","error":{"code":"engine_timeout","message":"It gave up."}}"""
        );

        Assert.Equal((RealtimeServerMessageType.InputAudioTranscriptionDelta, "Ho"), (delta.Type, delta.Transcription));
        Assert.Equal(
            (RealtimeServerMessageType.InputAudioTranscriptionCompleted, "item_1", "Hola"),
            (completed.Type, completed.ItemId, completed.Transcription)
        );
        Assert.Equal(2, completed.Usage!.AdditionalCounts!["seconds"]);
        Assert.Equal(RealtimeServerMessageType.InputAudioTranscriptionFailed, failed.Type);
        Assert.Equal(("engine_timeout", "It gave up."), (failed.Error!.ErrorCode, failed.Error.Message));
    }

    [Fact]
    public void An_error_names_the_message_that_caused_it()
    {
        var message = Read<ErrorRealtimeServerMessage>(
            """
            {"type":"error","event_id":"event_3","error":{"type":"invalid_request_error","code":"invalid_value","message":"No.",
            "param":"session.audio","event_id":"mine"}}
            """
        );

        Assert.Equal(("event_3", "mine"), (message.MessageId, message.OriginatingMessageId));
        Assert.Equal(("invalid_value", "No.", "session.audio"), (message.Error!.ErrorCode, message.Error.Message, message.Error.Details));
    }

    [Fact]
    public void A_call_of_a_function_is_read()
    {
        var message = Read<ResponseOutputItemRealtimeServerMessage>(
            """
            {"type":"response.output_item.done","response_id":"resp_1","output_index":0,"item":{"id":"item_3","type":"function_call",
            "status":"completed","call_id":"call_1","name":"light","arguments":"{\"room\":\"kitchen\",\"level\":3}"}}
            """
        );

        Assert.Equal(
            (RealtimeServerMessageType.ResponseOutputItemDone, "resp_1", 0),
            (message.Type, message.ResponseId, message.OutputIndex)
        );
        var call = Assert.IsType<FunctionCallContent>(Assert.Single(message.Item!.Contents));
        Assert.Equal(("item_3", "call_1", "light"), (message.Item.Id, call.CallId, call.Name));
        Assert.Equal(("kitchen", "3"), (call.Arguments!["room"]!.ToString(), call.Arguments["level"]!.ToString()));
        Assert.Null(call.Exception);
    }

    [Fact]
    public void A_call_that_has_just_begun_has_no_arguments_and_one_with_broken_ones_says_so()
    {
        Assert.Null(CallWith("").Arguments);
        Assert.Null(CallWith("").Exception);
        Assert.NotNull(CallWith("{").Exception);
    }

    [Theory]
    [InlineData("response.output_item.added", "ResponseOutputItemAdded")]
    [InlineData("conversation.item.added", "ConversationItemAdded")]
    [InlineData("conversation.item.done", "ConversationItemDone")]
    public void Items_are_read_with_the_words_that_are_known(string type, string kind)
    {
        var message = Read<ResponseOutputItemRealtimeServerMessage>(
            $$$"""
            {"type":"{{{type}}}","item":{"id":"item_1","type":"message","role":"user","content":[{"type":"input_audio","transcript":null},
            {"type":"input_text","text":"Hola"},{"type":"output_audio","transcript":"Dime"}]}}
            """
        );

        Assert.Equal((kind, ChatRole.User), (message.Type.Value, message.Item!.Role));
        Assert.Equal(["Hola", "Dime"], message.Item.Contents.Cast<TextContent>().Select(content => content.Text));
    }

    [Fact]
    public void A_functions_result_is_read()
    {
        var message = Read<ResponseOutputItemRealtimeServerMessage>(
            """
            {"type":"conversation.item.done","item":{"id":"item_1","type":"function_call_output","call_id":"call_1","output":"on"}}
            """
        );

        var result = Assert.IsType<FunctionResultContent>(Assert.Single(message.Item!.Contents));
        Assert.Equal(("call_1", "on"), (result.CallId, result.Result));
    }

    [Fact]
    public void A_response_that_ends_is_read()
    {
        var message = Read<ResponseCreatedRealtimeServerMessage>(
            """
            {"type":"response.done","response":{"id":"resp_1","status":"completed","status_details":null,"max_output_tokens":"inf",
            "output_modalities":["audio"],"audio":{"output":{"format":{"type":"audio/pcm","rate":24000},"voice":"joe"}},
            "metadata":{"topic":"summary"},"output":[{"id":"item_2","type":"message","role":"assistant","content":[]}],
            "usage":{"total_tokens":30,"input_tokens":20,"output_tokens":10,
            "input_token_details":{"text_tokens":20,"audio_tokens":0,"cached_tokens":15},
            "output_token_details":{"text_tokens":10,"audio_tokens":0}}}}
            """
        );

        Assert.Equal((RealtimeServerMessageType.ResponseDone, "resp_1", "completed"), (message.Type, message.ResponseId, message.Status));
        Assert.Equal(("joe", 24_000, null), (message.OutputVoice, message.OutputAudioOptions!.SampleRate, message.MaxOutputTokens));
        Assert.Equal(["audio"], message.OutputModalities!);
        Assert.Equal("summary", message.AdditionalProperties!["topic"]);
        Assert.Equal("item_2", Assert.Single(message.Items!).Id);
        Assert.Equal((20, 10, 30), (message.Usage!.InputTokenCount, message.Usage.OutputTokenCount, message.Usage.TotalTokenCount));
        Assert.Equal(
            (15, 20, 10),
            (message.Usage.CachedInputTokenCount, message.Usage.InputTextTokenCount, message.Usage.OutputTextTokenCount)
        );
        Assert.Null(message.Error);
    }

    [Fact]
    public void A_response_that_fails_says_why()
    {
        var message = Read<ResponseCreatedRealtimeServerMessage>(
            """
            {"type":"response.done","response":{"id":"resp_1","status":"failed","status_details":{"type":"failed",
            "error":{"type":"server_error","code":"engine_overloaded","message":"Try again."}},"output":[],"usage":null,"metadata":null}}
            """
        );

        Assert.Equal(("failed", "engine_overloaded", "Try again."), (message.Status, message.Error!.ErrorCode, message.Error.Message));
        Assert.Null(message.Usage);
    }

    [Fact]
    public void An_event_that_the_ecosystem_has_no_message_for_comes_as_it_is()
    {
        var message = Read<RealtimeServerMessage>(
            """{"type":"input_audio_buffer.speech_started","event_id":"event_4","audio_start_ms":60}"""
        );

        Assert.Equal((RealtimeServerMessageType.RawContentOnly, "event_4"), (message.Type, message.MessageId));
        Assert.Equal(60, Assert.IsType<JsonElement>(message.RawRepresentation).GetProperty("audio_start_ms").GetInt32());
    }

    private static FunctionCallContent CallWith(string arguments)
    {
        var json = JsonSerializer.Serialize(arguments);
        var message = Read<ResponseOutputItemRealtimeServerMessage>(
            $$$"""
            {"type":"response.output_item.added","item":{"type":"function_call","call_id":"call_1","name":"light","arguments":{{{json}}}}}
            """
        );
        return Assert.IsType<FunctionCallContent>(Assert.Single(message.Item!.Contents));
    }

    private static T Read<T>(string json)
        where T : RealtimeServerMessage
    {
        var body = JsonElement.Parse(json);
        var message = ServerEvents.Of(new ServerEvent(body.GetProperty("type").GetString()!, body, Timestamp: 0));
        Assert.IsType<JsonElement>(message.RawRepresentation);
        return Assert.IsType<T>(message);
    }
}
